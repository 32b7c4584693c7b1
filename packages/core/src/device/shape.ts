import { type Issue, type IssuePath, issueUnder } from '../issues/issue.js';
import type { Kind } from './kind.js';

/** What the values under the keys of a declaration must be, level by level. */
export interface Shape {
  readonly [key: string]: Kind | Shape;
}

/** Whether a value has keys to look at: an object, and no list. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Everything in which data, of any origin, differs from its shape: keys that are missing, not known, or of another kind.
 * Written by hand, because chips are declared when a program starts: it need not load a schema library for them.
 */
export function checkShape(data: unknown, shape: Shape): readonly Issue[] {
  if (!isRecord(data)) return [notA('an object', data)];
  const issues = Object.keys(shape).flatMap((key) =>
    checkValue(own(data, key), shape[key] as Kind | Shape).map((issue) => issueUnder([key], issue)),
  );
  const unknown = Object.keys(data).filter((key) => !Object.hasOwn(shape, key));
  return [...issues, ...unknown.map((key) => unknownKey(key))];
}

/** What a copy will have: nothing that is inherited. */
const own = (data: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(data, key) ? data[key] : undefined;

function checkValue(value: unknown, expected: Kind | Shape): readonly Issue[] {
  if (!isKind(expected)) return value === undefined ? [missing('an object')] : checkShape(value, expected);
  if (value === undefined) return expected.optional ? [] : [missing(expected.limit, expected.hint)];
  return expected.is(value) ? [] : [notA(expected.limit, value, expected.hint)];
}

const isKind = (expected: Kind | Shape): expected is Kind => typeof expected.is === 'function';

/** Who a declaration is of, for errors: its chip id if it has one, else `otherwise`. */
export const nameIn = (data: unknown, otherwise: string): string =>
  isRecord(data) && typeof data.chipId === 'string' && data.chipId !== '' ? data.chipId : otherwise;

/** A value that is of another kind. */
export const notA = (limit: string, value: unknown, hint?: string): Issue =>
  problem('INVALID_VALUE', [], 'this is not what it must be', {
    measured: shown(value),
    limit,
    hint: hint ?? `give ${limit}`,
  });

const missing = (limit: string, hint?: string): Issue =>
  problem('MISSING_KEY', [], 'this is missing', { limit, hint: hint ?? `give ${limit}` });

const unknownKey = (key: string): Issue =>
  problem('UNKNOWN_KEY', [key], `the key ${JSON.stringify(key)} is not known here`, {
    hint: 'check its spelling, or remove it',
  });

/** That a place of a list holds what an earlier one holds. */
export function checkOnce(list: readonly unknown[], i: number): readonly Issue[] {
  if (list.indexOf(list[i]) === i) return [];
  return [problem('LISTED_TWICE', [], 'this is listed already', { measured: shown(list[i]), hint: 'list it once' })];
}

/** An issue that is an error. */
export function problem(
  code: string,
  at: IssuePath,
  message: string,
  {
    measured,
    limit,
    hint,
  }: { measured?: number | string | undefined; limit?: number | string | undefined; hint?: string | undefined } = {},
): Issue {
  return {
    code,
    severity: 'error',
    at,
    message,
    ...(measured === undefined ? {} : { measured }),
    ...(limit === undefined ? {} : { limit }),
    ...(hint === undefined ? {} : { hint }),
  };
}

/** A value as an issue shows it: numbers as they are, texts in quotes, of everything else what it is. */
export function shown(value: unknown): number | string {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value === 'boolean' || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
