import {
  type AnySpec,
  type ChipLimits,
  type QuantizedSpec,
  signedRange,
  type Tensor,
  type TensorData,
  unsignedRange,
} from '@xylopipe/core';

const WEIGHTS = ['weightsIn', 'weightsRec', 'weightsOut'] as const;
const THRESHOLDS = ['threshold', 'thresholdOut'] as const;
const DASHES = ['dashMem', 'dashSyn', 'dashMemOut', 'dashSynOut'] as const;
const BIASES = ['bias', 'biasOut'] as const;
const SHIFTS = ['weightShiftIn', 'weightShiftRec', 'weightShiftOut'] as const;

/** A field of a specification, and the word of the chip that a value of it must fit into. */
export interface Word {
  readonly field: string;
  readonly min: number;
  readonly max: number;
}

/** All words of a chip. */
export function wordsOf({ bits, bias, synapsesPerHidden }: ChipLimits): readonly Word[] {
  const words = (fields: readonly string[], [min, max]: readonly [number, number]): readonly Word[] =>
    fields.map((field) => ({ field, min, max }));
  return [
    ...words(WEIGHTS, signedRange(bits.weight)),
    ...words(THRESHOLDS, signedRange(bits.threshold)),
    ...words(DASHES, unsignedRange(bits.dash)),
    ...words(synapsesPerHidden === 2 ? ['dashSyn2'] : [], unsignedRange(bits.dash)),
    ...words(bias ? BIASES : [], signedRange(bits.bias)),
    ...words(SHIFTS, unsignedRange(bits.weightShift)),
  ];
}

/** The values of a field: those of one of its arrays, or the one that it is. */
export function valuesAt(spec: AnySpec, field: string): TensorData {
  const found = spec[field as keyof AnySpec];
  if (typeof found === 'number') return Float64Array.of(found);
  return ArrayBuffer.isView(found) ? (found as TensorData) : (found as Tensor<TensorData>).data;
}

/** The specification with another value at a place of a field. */
export function withValue(spec: QuantizedSpec, field: string, value: number, place = 0): QuantizedSpec {
  const old = spec[field as keyof QuantizedSpec];
  if (typeof old === 'number') return { ...spec, [field]: value };
  if (old instanceof Int32Array) return { ...spec, [field]: replaced(old, value, place) };
  const { shape, data } = old as QuantizedSpec['weightsIn'];
  return { ...spec, [field]: { shape, data: replaced(data, value, place) } };
}

const replaced = (data: Int32Array, value: number, place: number): Int32Array => data.with(place, value);
