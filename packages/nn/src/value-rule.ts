import type { Issue, IssuePath } from '@xylopipe/core';
import { fault } from './fault.js';

/** What every number of an array must fulfil, besides being finite. */
export interface ValueRule {
  /** What the numbers are, in the singular. */
  readonly what: string;
  readonly holds: (x: number) => boolean;
  /** The rule in words. */
  readonly limit: string;
  readonly hint: string;
}

const above0 = (x: number): boolean => x > 0;
const natural = (x: number): boolean => x >= 1 && Number.isInteger(x);
const inSeconds = { holds: above0, limit: '> 0 s', hint: 'give seconds' };

export const FINITE: ValueRule = {
  what: 'a value',
  holds: () => true,
  limit: 'a finite number',
  hint: 'look for a division by zero or an overflow',
};
export const TIME_CONSTANT: ValueRule = { what: 'a time constant', ...inSeconds };
export const TIMESTEP: ValueRule = { what: 'the timestep', ...inSeconds };
export const THRESHOLD: ValueRule = {
  what: 'a threshold',
  holds: above0,
  limit: '> 0',
  hint: 'a neuron fires floor(vmem / threshold) times',
};
export const DASH: ValueRule = {
  what: 'a dash',
  holds: (x) => x >= 0,
  limit: '>= 0',
  hint: 'a state keeps 1 - 2^-dash of itself',
};
export const DECAY: ValueRule = {
  what: 'a decay factor',
  holds: (x) => x >= 0 && x <= 1,
  limit: '0 to 1',
  hint: 'give what is left of a state after one timestep',
};
/** A size is a few bytes in a file, but memory for every neuron: more than a thousand chips hold are not believed. */
const MAX_SIZE = 2 ** 20;

export const SIZE: ValueRule = {
  what: 'a size',
  holds: (x) => natural(x) && x <= MAX_SIZE,
  limit: `an integer from 1 to ${MAX_SIZE}`,
  hint: 'leave out layers without channels, and check sizes that were computed',
};
export const SPIKE_LIMIT: ValueRule = {
  what: 'the most spikes per timestep',
  holds: natural,
  limit: 'an integer >= 1',
  hint: 'a Xylo makes up to 31 in hidden neurons and 1 in output neurons',
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
  { what, limit, hint }: ValueRule,
  search: (broken: (x: number, ...index: number[]) => void) => void,
): readonly Issue[] {
  const issues: Issue[] = [];
  let found = 0;
  search((x, ...index) => {
    if (++found > MAX_ISSUES) return;
    const message = `${what} must be ${limit}`;
    const path = [...at, ...index];
    if (Number.isFinite(x)) issues.push(fault('VALUE_RANGE', path, message, hint, { measured: x, limit }));
    else issues.push(fault('NOT_FINITE', path, message, hint, { measured: String(x), limit }));
  });
  if (found > MAX_ISSUES) {
    const message = `${found} numbers break this rule: ${what} must be ${limit}; the first ${MAX_ISSUES} are listed`;
    issues.push(fault('VALUE_RANGE', at, message, hint, { measured: found, limit: 0 }));
  }
  return issues;
}
