import type { LifTree, Tensor } from '@xylopipe/core';
import { lifParameters } from './lif-parameters.js';
import { lifOptions } from './lif-tree.js';

/** What is left of the states of LIF neurons after one timestep, 0 to 1. */
export interface LifDecays {
  /** Of the membrane, `(N)`. */
  readonly mem: Float64Array;
  /** Of the synapses, `(N, S)`. */
  readonly syn: Tensor;
}

/** The decays that a layer without a fault is simulated with, whatever its leak mode; NaN where a `dt` is missing. */
export function lifDecays(tree: LifTree): LifDecays {
  const { n, s, leak, leakMem, leakSyn, dt = Number.NaN } = lifParameters(tree.type, lifOptions(tree));
  return {
    mem: leakMem.map((x) => leak.decay(x, dt)),
    syn: { shape: [n, s], data: leakSyn.map((x) => leak.decay(x, dt)) },
  };
}
