import type { Tensor, TensorData } from '@xylopipe/core';

/** The connections of one group of weights, by source: those of source `i` are `first[i]` (inclusive) to `first[i + 1]` (exclusive). */
export interface IdealConnections {
  readonly sources: number;
  /** Spikes that one source can deliver in a timestep; more are cut off. */
  readonly most: number;
  /** `(sources + 1)`. */
  readonly first: Int32Array;
  /** Which synapse each connection leads to: an index into the `isyn` of its target neurons. */
  readonly synapse: Int32Array;
  /** What one spike adds there. */
  readonly amount: Float64Array;
}

/** What a spike of a weight adds to a synapse of target neuron `id`. */
type AmountOf = (weight: number, id: number) => number;

/**
 * Lists the connections of a weight matrix `(sources, targets, synapses)` or `(sources, targets)` that add anything.
 * @param neurons - number of target neurons there are; the matrix leads to the first of them.
 */
export function idealConnections(
  { shape, data }: Tensor<TensorData>,
  neurons: number,
  most: number,
  amountOf: AmountOf,
): IdealConnections {
  const [sources = 0, targets = 0, synapses = 1] = shape;
  const first = new Int32Array(sources + 1);
  const synapse: number[] = [];
  const amount: number[] = [];
  for (let i = 0, source = 0; source < sources; source++) {
    for (let id = 0; id < targets; id++) {
      for (let s = 0; s < synapses; s++, i++) {
        const weight = data[i] as number;
        if (weight === 0) continue;
        synapse.push(s * neurons + id);
        amount.push(amountOf(weight, id));
      }
    }
    first[source + 1] = synapse.length;
  }
  return { sources, most, first, synapse: Int32Array.from(synapse), amount: Float64Array.from(amount) };
}
