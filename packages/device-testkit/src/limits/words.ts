import { type ChipLimits, type QuantizedSpec, signedRange, unsignedRange } from '@xylopipe/core';

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

/** The specification with another first value of a field. */
export function withFirst(spec: QuantizedSpec, field: string, value: number): QuantizedSpec {
  const old = spec[field as keyof QuantizedSpec];
  if (typeof old === 'number') return { ...spec, [field]: value };
  if (old instanceof Int32Array) return { ...spec, [field]: replaced(old, value) };
  const { shape, data } = old as QuantizedSpec['weightsIn'];
  return { ...spec, [field]: { shape, data: replaced(data, value) } };
}

const replaced = (data: Int32Array, value: number): Int32Array => data.map((x, i) => (i === 0 ? value : x));
