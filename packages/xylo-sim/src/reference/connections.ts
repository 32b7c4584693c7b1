import { type Tensor, wrap16 } from '@xylopipe/core';

/**
 * The connections of one group of weights, by source: those of source `i` are `first[i]` (inclusive) to `first[i + 1]`
 * (exclusive). A weight of 0 is no connection.
 */
export interface Connections {
  /** Number of sources. */
  readonly sources: number;
  /** Spikes that one source can deliver in a timestep; more are cut off. */
  readonly maxSpikes: number;
  /** `(sources + 1)`. */
  readonly first: Int32Array;
  /** Which synapse each connection leads to: an index into the `isyn` of its target neurons. */
  readonly synapse: Int32Array;
  /** What one spike adds there. */
  readonly amount: Int16Array;
}

/** The neurons that connections lead to. Synapse `s` of neuron `id` is number `s * count + id`. */
export interface Targets {
  readonly count: number;
  /** Synapses per neuron that are switched on; weights on others do nothing. */
  readonly synapses: number;
}

/**
 * Lists the connections of a weight matrix `(sources, targets, synapses)` or `(sources, targets)`, whose targets are the
 * first of `targets`. A spike adds `weight << shift`, wrapped to 16 bits.
 */
export function connectionsOf(
  weights: Tensor<Int8Array>,
  shift: number,
  targets: Targets,
  maxSpikes: number,
): Connections {
  const [sources = 0, columns = 0, synapses = 1] = weights.shape;
  const used = Math.min(synapses, targets.synapses);
  const size = weights.data.reduce((n, weight) => (weight === 0 ? n : n + 1), 0);
  const first = new Int32Array(sources + 1);
  const synapse = new Int32Array(size);
  const amount = new Int16Array(size);
  let next = 0;
  for (let source = 0; source < sources; source++) {
    for (let s = 0; s < used; s++) {
      for (let id = 0; id < columns; id++) {
        const weight = weights.data[(source * columns + id) * synapses + s];
        if (weight === 0) continue;
        synapse[next] = s * targets.count + id;
        amount[next] = wrap16(weight << shift);
        next++;
      }
    }
    first[source + 1] = next;
  }
  return { sources, maxSpikes, first, synapse, amount };
}
