import type { Issue, IssuePath } from '@xylopipe/core';

/** What every number of an array must fulfil, besides being finite. */
export interface ValueRule {
  readonly holds: (x: number) => boolean;
  /** The rule in words. */
  readonly limit: string;
  readonly hint: string;
}

export const FINITE: ValueRule = { holds: () => true, limit: 'a finite number', hint: 'look for a division by zero' };
export const TIME_CONSTANT: ValueRule = { holds: (x) => x > 0, limit: '> 0 s', hint: 'give seconds' };
export const FIRING_LEVEL: ValueRule = {
  holds: (x) => x > 0,
  limit: '> 0',
  hint: 'the spike count is floor(vmem / threshold)',
};
export const DASH: ValueRule = { holds: (x) => x >= 0, limit: '>= 0', hint: 'the decay factor is 1 - 2^-dash' };
export const DECAY: ValueRule = {
  holds: (x) => x >= 0 && x <= 1,
  limit: '0 to 1',
  hint: 'give the factor per timestep',
};
export const COUNT: ValueRule = {
  holds: (x) => x >= 1 && Number.isInteger(x),
  limit: 'an integer >= 1',
  hint: 'leave out layers of size 0',
};

/** Problems shown per array: a wrong scale breaks thousands of values in the same way. */
const MAX_ISSUES = 10;

/** One issue per number of `values` that breaks the rule. */
export const checkValues = (at: IssuePath, values: ArrayLike<number>, rule: ValueRule): readonly Issue[] =>
  collect(at, rule, (broken) => {
    for (let i = 0; i < values.length; i++) if (!fulfils(values[i], rule)) broken(values[i], i);
  });

/** The same for rows of numbers. */
export const checkRows = (at: IssuePath, rows: readonly ArrayLike<number>[], rule: ValueRule): readonly Issue[] =>
  collect(at, rule, (broken) => {
    rows.forEach((row, i) => {
      for (let k = 0; k < row.length; k++) if (!fulfils(row[k], rule)) broken(row[k], i, k);
    });
  });

/** The same for a single number. */
export const checkValue = (at: IssuePath, value: number, rule: ValueRule): readonly Issue[] =>
  collect(at, rule, (broken) => {
    if (!fulfils(value, rule)) broken(value);
  });

const fulfils = (x: number, { holds }: ValueRule): boolean => Number.isFinite(x) && holds(x);

function collect(
  at: IssuePath,
  { limit, hint }: ValueRule,
  search: (broken: (x: number, ...index: number[]) => void) => void,
): readonly Issue[] {
  const issues: Issue[] = [];
  let found = 0;
  search((x, ...index) => {
    if (++found > MAX_ISSUES) return;
    const [code, measured] = Number.isFinite(x) ? ['VALUE_RANGE', x] : ['NOT_FINITE', String(x)];
    issues.push({ code, severity: 'error', at: [...at, ...index], measured, limit, message: `must be ${limit}`, hint });
  });
  if (found > MAX_ISSUES) {
    const message = `${found} values must be ${limit}, the first ${MAX_ISSUES} are listed`;
    issues.push({ code: 'VALUE_RANGE', severity: 'error', at, measured: found, limit: 0, message, hint });
  }
  return issues;
}

/** An array of another shape than it must have. */
export const wrongShape = (at: IssuePath, measured: readonly number[], limit: string, hint: string): Issue => ({
  code: 'WRONG_SHAPE',
  severity: 'error',
  at,
  measured: `(${measured.join(', ')})`,
  limit,
  message: `must be of shape ${limit}`,
  hint,
});
