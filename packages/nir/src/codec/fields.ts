import { type Issue, type IssuePath, sizeOf } from '@xylopipe/core';
import { numbers, type RawObject, text } from '../hdf5/raw-tree.js';
import type { NirArray } from '../model/nir-graph.js';

/** How one field of a node lies in a file. */
export interface Field<T> {
  /** Whether a file may leave it out. */
  readonly optional?: true;
  /** For people: `numbers`. */
  readonly what: string;
  /** The value; `undefined` if the dataset is none for this field. */
  read(raw: RawObject): T | undefined;
  write(value: T): RawObject;
}

export const optional = <T>(field: Field<T>): Field<T> => ({ ...field, optional: true });

/** Numbers of any shape. */
export const array: Field<NirArray> = {
  what: 'numbers',
  read: (raw) => (raw.kind === 'numbers' ? raw.array : undefined),
  write: numbers,
};

/** Sizes of a shape; a single number is a shape of one dimension. */
export const sizes: Field<readonly number[]> = {
  what: 'a list of whole numbers from 0',
  read: (raw) => {
    const list = wholeNumbersIn(raw);
    return list?.every((n) => n >= 0) ? list : undefined;
  },
  write: (value) => numbers({ shape: [value.length], data: Float64Array.from(value), dtype: 'int64' }),
};

/** One whole number. */
export const whole: Field<number> = {
  what: 'one whole number',
  read: (raw) => {
    const list = wholeNumbersIn(raw);
    return list?.length === 1 ? list[0] : undefined;
  },
  write: (value) => numbers({ shape: [], data: Float64Array.of(value), dtype: 'int64' }),
};

/** One whole number for all axes, or one for each. */
export const wholePerAxis: Field<number | readonly number[]> = {
  what: 'a whole number, or one for each axis',
  read: (raw) => (isSingle(raw) ? whole.read(raw) : wholeNumbersIn(raw)),
  write: (value) => (typeof value === 'number' ? whole.write(value) : sizes.write(value)),
};

/** As `wholePerAxis`, or by name. */
export const padding: Field<number | readonly number[] | 'same' | 'valid'> = {
  what: `'same', 'valid', a whole number, or one for each axis`,
  read: (raw) => {
    if (raw.kind !== 'strings') return wholePerAxis.read(raw);
    const [name] = raw.values;
    return raw.values.length === 1 && (name === 'same' || name === 'valid') ? name : undefined;
  },
  write: (value) => (typeof value === 'string' ? text(value) : wholePerAxis.write(value)),
};

const isSingle = (raw: RawObject): boolean => raw.kind === 'numbers' && raw.array.shape.length === 0;

function wholeNumbersIn(raw: RawObject): readonly number[] | undefined {
  if (raw.kind !== 'numbers' || raw.array.shape.length > 1) return undefined;
  // Adding 0 makes 0 of -0.
  const list = Array.from(raw.array.data, (n) => n + 0);
  return list.every(Number.isSafeInteger) ? list : undefined;
}

/** What a dataset is, for people. */
export function describe(raw: RawObject): string {
  switch (raw.kind) {
    case 'group':
      return 'a group';
    case 'other':
      return raw.what;
    case 'strings':
      return raw.values.length === 1 ? `the text ${JSON.stringify(raw.values[0]?.slice(0, 40))}` : 'texts';
    case 'numbers':
      return sizeOf(raw.array.shape) === 1
        ? `the number ${raw.array.data[0]}`
        : `numbers of shape [${raw.array.shape.join(', ')}]`;
  }
}

/** A problem of a file that keeps it from being read. */
export const fault = (code: string, at: IssuePath, message: string, hint?: string): Issue => ({
  code,
  severity: 'error',
  at,
  message,
  ...(hint !== undefined && { hint }),
});

/** Something of a file that is not kept. */
export const lost = (at: IssuePath, raw: RawObject, hint: string): Issue => ({
  code: 'NIR_FIELD_UNKNOWN',
  severity: 'warning',
  at,
  message: `nothing of NIR is called so: it is left out (${describe(raw)})`,
  hint,
});
