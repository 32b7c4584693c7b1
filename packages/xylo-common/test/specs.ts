import { type QuantizedSpec, sizeOf, type Tensor } from '@xylopipe/core';

/** How large a specification is to be. */
export interface Sizes {
  readonly inputs?: number;
  readonly inputExpansion?: number;
  readonly hidden?: number;
  readonly outputExpansion?: number;
  readonly outputs?: number;
  readonly synapses?: number;
}

/** A specification that the toy chip holds, of 2 inputs, 3 hidden and 2 output neurons unless other sizes are given. */
export function quantized(
  { hidden = 3, inputs = 2, outputs = 2, synapses = 1, ...given }: Sizes = {},
  changes: Partial<QuantizedSpec> = {},
): QuantizedSpec {
  const { inputExpansion = hidden, outputExpansion = hidden } = given;
  const ones = (count: number): Int32Array => new Int32Array(count).fill(1);
  return {
    stage: 'quantized',
    chipId: 'toy',
    dt: 0.001,
    weightsIn: filled([inputs, inputExpansion, synapses], 1),
    weightsRec: filled([hidden, hidden, synapses], 0),
    weightsOut: filled([outputExpansion, outputs], 1),
    weightShiftIn: 0,
    weightShiftRec: 0,
    weightShiftOut: 0,
    dashMem: ones(hidden),
    dashSyn: ones(hidden),
    dashSyn2: ones(hidden),
    dashMemOut: ones(outputs),
    dashSynOut: ones(outputs),
    threshold: ones(hidden),
    thresholdOut: ones(outputs),
    bias: new Int32Array(hidden),
    biasOut: new Int32Array(outputs),
    aliases: Array.from({ length: hidden }, () => []),
    layers: [],
    ...changes,
  };
}

export const filled = (shape: readonly number[], value: number): Tensor<Int32Array> => ({
  shape,
  data: new Int32Array(sizeOf(shape)).fill(value),
});

/** Values with some of them replaced. */
export function withValues(values: Int32Array, changes: Readonly<Record<number, number>>): Int32Array {
  const copy = values.slice();
  for (const [i, value] of Object.entries(changes)) copy[Number(i)] = value;
  return copy;
}
