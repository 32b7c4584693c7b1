import type { Issue, LifTree, TreeVector } from '@xylopipe/core';
import { lifDecays } from '@xylopipe/nn';
import type { NirCubaLif } from '../model/nir-graph.js';
import { nodeIssue } from '../model/node-issue.js';
import { vector } from './arrays.js';

/**
 * Neurons whose Euler step at `dt` does what the layer does: `tau = dt / (1 - decay)`. Of a layer with several synapses,
 * the first of each neuron.
 */
export function cubaLif(tree: LifTree & { readonly dt: number }): NirCubaLif {
  const { dt, shape, threshold, bias, max_spikes_per_dt } = tree;
  const n = shape[1];
  const { mem, syn } = lifDecays(tree);
  const leakMem = mem.map((kept) => 1 - kept);
  const keptSyn = mem.map((_, i) => syn.data[i * (syn.shape[1] as number)]);
  const biases = perNeuron(bias, n);
  return {
    type: 'CubaLIF',
    tauSyn: vector(keptSyn.map((kept) => dt / (1 - kept))),
    tauMem: vector(leakMem.map((leak) => dt / leak)),
    r: vector(leakMem.map((leak) => 1 / leak)),
    vLeak: vector(leakMem.map((leak, i) => biases[i] / leak)),
    vThreshold: vector(perNeuron(threshold, n)),
    // An input decays in the step in which it comes.
    wIn: vector(keptSyn.map((kept) => kept / (1 - kept))),
    ...(max_spikes_per_dt === undefined ? {} : { metadata: { max_spikes_per_dt } }),
  };
}

/** A state that keeps all of itself has no time constant. */
export function neverLeaks(tree: LifTree, name: string): readonly Issue[] {
  const { mem, syn } = lifDecays(tree);
  return Object.entries({ mem, syn: syn.data }).flatMap(([what, decays]) => {
    const index = decays.indexOf(1);
    if (index < 0) return [];
    const message = `neuron ${what === 'mem' ? index : Math.floor(index / (syn.shape[1] as number))} has a state that does not leak: its time constant would be infinite`;
    return [nodeIssue('NIR_NO_LEAK', name, message, 'let every state decay', { measured: 1, limit: '< 1' })];
  });
}

/** NIR neurons have one synapse: two that decay alike are one, others cannot be said. */
export function joinsSynapses(tree: LifTree, name: string): readonly Issue[] {
  const { syn } = lifDecays(tree);
  const s = syn.shape[1] as number;
  const differs = syn.data.findIndex((decay, i) => decay !== syn.data[i - (i % s)]);
  if (differs >= 0) {
    const message = `neuron ${Math.floor(differs / s)} has synapses of different time constants, neurons of NIR have one`;
    const hint = 'use one synapse per neuron, or two layers';
    return [nodeIssue('NIR_SYNAPSES', name, message, hint, { measured: s, limit: 1 })];
  }
  const message = `the ${s} synapses of each neuron, which decay alike, became one`;
  return [
    {
      ...nodeIssue('NIR_SYNAPSES_JOINED', name, message, 'nothing else changes', { measured: s, limit: 1 }),
      severity: 'warning',
    },
  ];
}

const perNeuron = (value: TreeVector, n: number): Float64Array =>
  typeof value === 'number' ? new Float64Array(n).fill(value) : Float64Array.from(value);
