import { type AnySpec, specSizes, type Tensor, type TensorData } from '@xylopipe/core';
import type { CycleModel } from './chip-costs.js';

/** Recurrent weights other than 0 on the first synapse, per source `(Nhidden)`. */
export function fanOutOnFirst({ shape: [hidden = 0, , synapses = 1], data }: Tensor<TensorData>): Int32Array {
  const fanOut = new Int32Array(hidden);
  for (let source = 0, next = 0; source < hidden; source++) {
    for (let target = 0; target < hidden; target++, next += synapses) {
      if (data[next] !== 0) fanOut[source] = (fanOut[source] as number) + 1;
    }
  }
  return fanOut;
}

/** Number of hidden neurons that a spike of the input is worked out for. */
export function takingInput(spec: AnySpec, { expansion }: CycleModel): number {
  const { inputExpansion, hidden, synapses } = specSizes(spec);
  if (expansion === 'all') return hidden;
  const taking = new Set<number>();
  spec.weightsIn.data.forEach((weight: number, i: number) => {
    if (weight !== 0) taking.add(Math.floor(i / synapses) % inputExpansion);
  });
  return taking.size;
}

/** 1 for the hidden neurons that a spike to the outputs is worked out for, `(Nhidden)`. Rows of `weightsOut` are the last ones. */
export function drivingOutputs(spec: AnySpec, { expansion }: CycleModel): Uint8Array {
  const { hidden, outputExpansion, outputs } = specSizes(spec);
  const drives = new Uint8Array(hidden).fill(expansion === 'all' ? 1 : 0);
  spec.weightsOut.data.forEach((weight: number, i: number) => {
    if (weight !== 0) drives[hidden - outputExpansion + Math.floor(i / outputs)] = 1;
  });
  return drives;
}
