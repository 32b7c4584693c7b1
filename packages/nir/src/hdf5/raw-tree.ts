import type { NirArray } from '../model/nir-graph.js';

/** A group of an HDF5 file, as plain data. */
export interface RawGroup {
  readonly kind: 'group';
  readonly members: ReadonlyMap<string, RawObject>;
  /** Only files of data have any. */
  readonly attributes?: ReadonlyMap<string, RawValue>;
}

/** A dataset of numbers. */
export interface RawNumbers {
  readonly kind: 'numbers';
  readonly array: NirArray;
}

/** A dataset of strings, row-major; without dimensions it is one string. */
export interface RawStrings {
  readonly kind: 'strings';
  readonly shape: readonly number[];
  readonly values: readonly string[];
}

/** What a file may hold and a NIR file has no use for: compounds, links to nowhere. */
export interface RawOther {
  readonly kind: 'other';
  /** For people: `a link that leads nowhere`. */
  readonly what: string;
}

/** What a dataset or an attribute holds. */
export type RawValue = RawNumbers | RawStrings | RawOther;

/** Whatever a group can hold. */
export type RawObject = RawGroup | RawValue;

export const group = (
  members: Iterable<readonly [string, RawObject]>,
  attributes?: Iterable<readonly [string, RawValue]>,
): RawGroup => ({
  kind: 'group',
  members: new Map(members),
  ...(attributes !== undefined && { attributes: new Map(attributes) }),
});

export const numbers = (array: NirArray): RawNumbers => ({ kind: 'numbers', array });

/** One string. */
export const text = (value: string): RawStrings => ({ kind: 'strings', shape: [], values: [value] });

export const other = (what: string): RawOther => ({ kind: 'other', what });
