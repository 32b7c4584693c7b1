import type { AnySpec } from '@xylopipe/core';
import { arrayDifference, type Tolerance, valueDifference } from './difference.js';
import { type RecordedSpec, readTensor, SPEC_ARRAYS, SPEC_NUMBERS, withSynapses } from './recorded-spec.js';

export interface SpecComparison {
  /** Recorded fields that are known to be wrong in the reference. */
  readonly skip?: readonly string[];
  /** For `dash_*`; every other field must be exact. */
  readonly dashTolerance?: Tolerance;
  /** For `dt`. */
  readonly dtTolerance?: Tolerance;
}

/** The first recorded field that a specification does not have; fields that a file leaves out are not compared. */
export function specDifference(
  actual: AnySpec,
  recorded: Partial<RecordedSpec>,
  options: SpecComparison = {},
): string | undefined {
  const { skip = [], dashTolerance, dtTolerance } = options;
  for (const [key, name] of Object.entries(SPEC_ARRAYS)) {
    const json = recorded[key as keyof typeof SPEC_ARRAYS];
    if (json === undefined || skip.includes(key)) continue;
    const field = actual[name];
    const isWeight = 'shape' in field;
    const { shape, data } =
      key === 'weights_in' || key === 'weights_rec' ? withSynapses(readTensor(json)) : readTensor(json);
    const difference =
      (isWeight ? valueDifference(`shape of ${key}`, field.shape, shape) : undefined) ??
      arrayDifference(key, isWeight ? field.data : field, data, key.startsWith('dash') ? dashTolerance : undefined);
    if (difference !== undefined) return difference;
  }
  for (const [key, name] of Object.entries(SPEC_NUMBERS)) {
    const value = recorded[key as keyof typeof SPEC_NUMBERS];
    if (value === undefined || skip.includes(key)) continue;
    const difference = arrayDifference(key, [actual[name]], [value], key === 'dt' ? dtTolerance : undefined);
    if (difference !== undefined) return difference;
  }
  if (recorded.aliases === undefined || skip.includes('aliases')) return undefined;
  return valueDifference('aliases', sortedLists(actual.aliases), sortedLists(recorded.aliases));
}

/** Alias lists are multisets: their order follows the walk and means nothing. */
const sortedLists = (lists: readonly (readonly number[])[]): number[][] =>
  lists.map((list) => [...list].sort((a, b) => a - b));
