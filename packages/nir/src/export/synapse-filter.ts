import type { ExpSynTree } from '@xylopipe/core';
import type { NirLi } from '../model/nir-graph.js';
import { filled, vector } from './arrays.js';

/** An exponential synapse as a leaky integrator whose Euler step at `dt` seconds does the same. */
export function synapseFilter({ shape: [n], tau }: ExpSynTree, dt: number): NirLi {
  const decay = Float64Array.from({ length: n }, (_, i) => Math.exp(-dt / (typeof tau === 'number' ? tau : tau[i])));
  return {
    type: 'LI',
    tau: vector(decay.map((kept) => dt / (1 - kept))),
    // An input decays in the step in which it comes.
    r: vector(decay.map((kept) => kept / (1 - kept))),
    vLeak: filled(n, 0),
  };
}
