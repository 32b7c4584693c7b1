import type { Issue, IssuePath } from '@xylopipe/core';
import type { TakesIssues } from '../few-issues.js';

/** What was found while a file was read: reading goes on, so that everything comes at once. */
export interface Findings {
  readonly issues: Issue[];
  /** Keys that are not known, e.g. `reservoir.neurons[].spikeCount`: each once, however many neurons have it. */
  readonly unknown: Set<string>;
}

/** The same for things of one kind, of whose issues a few are enough. */
export interface Noted extends Omit<Findings, 'issues'> {
  readonly issues: TakesIssues;
}

/** An object of a file. */
export type Members = Readonly<Record<string, unknown>>;

/** The object at a place, with keys that are none of `known` noted; `undefined`, and an error noted, if it is none. */
export function members(value: unknown, known: readonly string[], at: IssuePath, found: Noted): Members | undefined {
  if (!isMembers(value)) {
    found.issues.push(wrong(at, 'an object', value));
    return undefined;
  }
  for (const key of Object.keys(value)) if (!known.includes(key)) found.unknown.add(pattern([...at, key]));
  return value;
}

/** A list at a place; `undefined`, and an error noted, if it is none. */
export function list(value: unknown, at: IssuePath, issues: TakesIssues): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  issues.push(wrong(at, 'a list', value));
  return undefined;
}

/** `true` or `false`; `false`, and an error noted, if it is neither. */
export function flag(value: unknown, at: IssuePath, issues: TakesIssues): boolean {
  if (typeof value === 'boolean') return value;
  issues.push(wrong(at, 'true or false', value));
  return false;
}

/** The least and the largest integer that a word holds. */
export type Range = readonly [min: number, max: number];

/** An integer that fits its word; 0, and an error noted, if it is none. `at` is asked for only then. */
export function integer(value: unknown, [min, max]: Range, at: () => IssuePath, issues: TakesIssues): number {
  if (!Number.isInteger(value)) {
    issues.push(wrong(at(), 'an integer', value));
    return 0;
  }
  const measured = value as number;
  if (measured >= min && measured <= max) return measured === 0 ? 0 : measured;
  const message = 'the value does not fit its word';
  issues.push({ code: 'VALUE_RANGE', severity: 'error', at: at(), measured, limit: `${min} to ${max}`, message });
  return 0;
}

/** What is not there, or is something else. */
function wrong(at: IssuePath, expected: string, value: unknown): Issue {
  if (value === undefined) {
    const hint = 'write the file with to_json of samna, or with this program';
    return { code: 'MISSING_KEY', severity: 'error', at, message: `${expected} is missing here`, hint };
  }
  return { code: 'INVALID_VALUE', severity: 'error', at, message: `expected ${expected}, got ${nameOf(value)}` };
}

const nameOf = (value: unknown): string => {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A place without the numbers of neurons, and without the root that every file has. */
const pattern = (at: IssuePath): string =>
  at
    .filter((key) => key !== 'value0')
    .map((key, i) => (typeof key === 'number' ? '[]' : i === 0 ? key : `.${key}`))
    .join('');
