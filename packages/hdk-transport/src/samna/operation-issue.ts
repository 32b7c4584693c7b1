import type { Issue } from '@xylopipe/core';

/** Nothing if a value is a whole number of its range, both ends included. `name` is a dotted path. */
export const rangeIssues = (name: string, value: number, min: number, max: number): Issue[] =>
  Number.isInteger(value) && value >= min && value <= max ? [] : [outOfRange(name, value, min, max)];

/** A value that is not in its range. */
export const outOfRange = (name: string, value: number, min: number, max: number): Issue => ({
  code: 'VALUE_RANGE',
  severity: 'error',
  at: name.split('.'),
  measured: value,
  limit: `${min} to ${max}`,
  message: `${name} is ${value}, not from ${min} to ${max}`,
});

/** Something that samna, or what is public of it, does not have. */
export const refusal = (code: string, at: Issue['at'], message: string, hint?: string, measured?: number): Issue => ({
  code,
  severity: 'error',
  at,
  message,
  ...(hint !== undefined && { hint }),
  ...(measured !== undefined && { measured }),
});
