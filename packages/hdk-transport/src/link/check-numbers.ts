import { type Issue, refuseOnErrors } from '@xylopipe/core';

/** A whole number that a user gave, and what it may be, both ends included. */
export type NumberRule = readonly [value: number, min: number, max: number];

/** Refuses options that are not whole numbers of their range, all at once. @throws OPTIONS_INVALID */
export function checkNumbers(who: string, rules: Readonly<Record<string, NumberRule>>): void {
  const issues: Issue[] = [];
  for (const [name, [value, min, max]] of Object.entries(rules)) {
    if (Number.isInteger(value) && value >= min && value <= max) continue;
    issues.push({
      code: 'OPTION_RANGE',
      severity: 'error',
      at: [name],
      measured: value,
      limit: `${min} to ${max}`,
      message: `${name} is ${value}, not a whole number from ${min} to ${max}`,
    });
  }
  refuseOnErrors(issues, 'OPTIONS_INVALID', 'these options cannot be', { who });
}
