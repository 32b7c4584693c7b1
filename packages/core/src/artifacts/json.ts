import { z } from 'zod';
import { XylopipeError } from '../issues/error.js';
import type { Issue, IssuePath } from '../issues/issue.js';

/** Anything that JSON can hold. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Reads a value by a schema. Throws `code` with one issue per violation: its path, what is wrong there, what to do. */
export function parseJson<S extends z.ZodType>(schema: S, json: unknown, code: string, who: string): z.output<S> {
  const result = parsed(schema, json, code, who);
  if (result.success) return result.data;
  const issues = ofThisFormat(result.error.issues).flatMap((found) => toIssues(found));
  throw new XylopipeError(code, `not a valid ${who}: ${issues.length} problem${issues.length === 1 ? '' : 's'}`, {
    issues,
    cause: result.error,
  });
}

/** Values that hold each other without an end in sight fill the stack of a schema that describes itself. */
function parsed<S extends z.ZodType>(schema: S, json: unknown, code: string, who: string) {
  try {
    return schema.safeParse(json);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new XylopipeError(code, `not a valid ${who}: it is nested too deeply`, { cause });
  }
}

/**
 * The `format` and `version` keys with which a file of ours begins.
 * Another version is refused by the schema with its path, like any other wrong value.
 */
export const header = <F extends string, V extends number>(format: F, version: V) => ({
  format: z.literal(format),
  version: z.literal(version),
});

/** One of two schemas, chosen by looking at the value: unlike a union, its issues are those of the form that was meant. */
export const chooseSchema = <T>(choose: (value: unknown) => z.ZodType<T>): z.ZodType<T> =>
  z.unknown().transform((value, context): T => {
    const result = choose(value).safeParse(value);
    if (result.success) return result.data;
    for (const { code, path, message, ...rest } of result.error.issues) {
      context.addIssue({ code, path: [...path], message, ...rest } as z.core.$ZodRawIssue);
    }
    return z.NEVER;
  });

/** A list of finite numbers, checked in one pass instead of one schema call per element. */
export const numberList = (): z.ZodType<readonly number[]> =>
  z.custom<readonly number[]>().superRefine((value, context) => {
    checkNumbers(value, [], context);
  });

/** Rows of finite numbers, all of the same length. */
export const numberRows = (): z.ZodType<readonly (readonly number[])[]> =>
  z.custom<readonly (readonly number[])[]>().superRefine((value: unknown, context) => {
    if (!Array.isArray(value)) {
      context.addIssue({ code: 'custom', message: `expected a list of rows, got ${nameOf(value)}` });
      return;
    }
    const width: number | undefined = value.find(Array.isArray)?.length;
    value.forEach((row: unknown, i) => {
      if (!checkNumbers(row, [i], context)) return;
      if ((row as readonly number[]).length !== width) {
        context.addIssue({
          code: 'custom',
          path: [i],
          message: `row of ${(row as readonly number[]).length} where the first has ${width}`,
        });
      }
    });
  });

/** Reports at most one bad number per list; true if `value` is a list at all. */
function checkNumbers(value: unknown, path: (string | number)[], context: z.RefinementCtx): boolean {
  if (!Array.isArray(value)) {
    context.addIssue({ code: 'custom', path, message: `expected a list of numbers, got ${nameOf(value)}` });
    return false;
  }
  const bad = value.findIndex((x) => !Number.isFinite(x));
  if (bad >= 0) {
    context.addIssue({
      code: 'custom',
      path: [...path, bad],
      message: `expected a finite number, got ${nameOf(value[bad])}`,
    });
  }
  return true;
}

const nameOf = (value: unknown): string =>
  value === null || value === undefined || typeof value === 'number'
    ? String(value)
    : Array.isArray(value)
      ? 'a list'
      : `a ${typeof value}`;

/** Of a file of another format, nothing but that is worth saying. */
function ofThisFormat(found: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] {
  const other = found.filter(({ code, path }) => code === 'invalid_value' && path.length === 1 && path[0] === 'format');
  return other.length > 0 ? other : found;
}

function toIssues(found: z.core.$ZodIssue): readonly Issue[] {
  const at = found.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  const issue = (code: string, path: IssuePath, message: string, hint?: string): Issue => ({
    code,
    severity: 'error',
    at: path,
    message,
    ...(hint === undefined ? {} : { hint }),
  });
  if (found.code === 'unrecognized_keys') {
    return found.keys.map((key) =>
      issue('UNKNOWN_KEY', [...at, key], `the key "${key}" is not known here`, 'check its spelling, or remove it'),
    );
  }
  if (found.code === 'invalid_value' && at.at(-1) === 'version') {
    return [
      issue(
        'UNKNOWN_VERSION',
        at,
        `this version is not known; have: ${found.values.join(', ')}`,
        'update the package, or write the file again',
      ),
    ];
  }
  if (found.code === 'invalid_union' && found.discriminator !== undefined) {
    return [issue('UNKNOWN_VARIANT', at, `this ${found.discriminator} is not known`, 'check its spelling')];
  }
  return [issue('INVALID_VALUE', at, found.message)];
}
