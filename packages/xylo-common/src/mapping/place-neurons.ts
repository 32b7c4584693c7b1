import type { MappedSpec } from '@xylopipe/core';
import type { LifNeurons } from '@xylopipe/graph';
import type { Layout } from './allocate.js';

type NeuronFields = Pick<
  MappedSpec,
  'dashMem' | 'dashSyn' | 'dashSyn2' | 'threshold' | 'bias' | 'dashMemOut' | 'dashSynOut' | 'thresholdOut' | 'biasOut'
>;

/** The parameters of every neuron at the place of its id. All layers must be `LifNeurons` that passed `checkNeurons`. */
export function placeNeurons({ hidden, outputs, firstOutputId, sizes }: Layout): NeuronFields {
  const inner = blank(sizes.hidden);
  const outer = blank(sizes.outputs);
  for (const { module, ids } of hidden) fill(inner, module as LifNeurons, ids, 0);
  for (const { module, ids } of outputs) fill(outer, module as LifNeurons, ids, firstOutputId);
  return {
    ...inner,
    dashMemOut: outer.dashMem,
    dashSynOut: outer.dashSyn,
    thresholdOut: outer.threshold,
    biasOut: outer.bias,
  };
}

type Neurons = Pick<NeuronFields, 'dashMem' | 'dashSyn' | 'dashSyn2' | 'threshold' | 'bias'>;

const blank = (count: number): Neurons => ({
  dashMem: new Float64Array(count),
  dashSyn: new Float64Array(count),
  dashSyn2: new Float64Array(count),
  threshold: new Float64Array(count),
  bias: new Float64Array(count),
});

function fill(into: Neurons, module: LifNeurons, ids: readonly number[], firstId: number): void {
  const { tauMem, tauSyn, threshold, bias, synapses } = module;
  const dt = module.dt as number;
  for (let n = 0; n < tauMem.length; n++) {
    const place = (ids[n] as number) - firstId;
    into.dashMem[place] = dashOf(tauMem[n] as number, dt);
    into.dashSyn[place] = dashOf(tauSyn.data[n * synapses] as number, dt);
    if (synapses === 2) into.dashSyn2[place] = dashOf(tauSyn.data[n * 2 + 1] as number, dt);
    into.threshold[place] = threshold[n] as number;
    into.bias[place] = bias[n] as number;
  }
}

/** Bit-shift decay of a time constant, not rounded: a state loses `2^-dash` of itself in a timestep. */
const dashOf = (tau: number, dt: number): number => Math.log2(tau / dt);
