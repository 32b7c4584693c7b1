import type { AnySpec, TensorData } from '@xylopipe/core';

/** The arrays of a specification, by the word of the chip that holds them. */
export const WEIGHT_FIELDS = ['weightsIn', 'weightsRec', 'weightsOut'] as const;
export const THRESHOLD_FIELDS = ['threshold', 'thresholdOut'] as const;
export const BIAS_FIELDS = ['bias', 'biasOut'] as const;
export const DASH_FIELDS = ['dashMem', 'dashSyn', 'dashSyn2', 'dashMemOut', 'dashSynOut'] as const;

/** All of them. */
export const ARRAY_FIELDS = [...WEIGHT_FIELDS, ...THRESHOLD_FIELDS, ...BIAS_FIELDS, ...DASH_FIELDS] as const;

export type ArrayField = (typeof ARRAY_FIELDS)[number];

/** A field's numbers with their shape, whether it is a matrix or a list. */
export function arrayOf(spec: AnySpec, field: ArrayField): { shape: readonly number[]; data: TensorData } {
  const value = spec[field];
  return 'shape' in value ? value : { shape: [value.length], data: value };
}
