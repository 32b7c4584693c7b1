import type { ChipLimits } from '@xylopipe/core';
import type { LayerPlan, NetworkPlan } from './network-plan.js';

/** What a test wants of a network; the rest is small and sound. */
export interface Sketch {
  /** Input channels. Default 2. */
  readonly inputs?: number;
  /** Sizes of the hidden layers, from input to output. Default one layer of 2. */
  readonly hidden?: readonly number[];
  /** Output neurons. Default 1. */
  readonly outputs?: number;
  /** Synapses per hidden neuron. Default 1. */
  readonly synapses?: number;
  /** Of every neuron. Default 0. */
  readonly bias?: number;
  /** In seconds. Default: that of the chip in real time, else 1 ms. */
  readonly dt?: number;
  /** Which neurons of the largest hidden layer drive which. Default: none. */
  readonly recurrent?: (source: number, target: number) => boolean;
  /** Hidden layers, counted from 1, that the spikes of layer 0 are also sent as. Default: none. */
  readonly aliases?: readonly number[];
}

/** Weights from input and to output are 2, recurrent ones -1; those between hidden layers are 0: they take no memory. */
export function planOf(limits: ChipLimits, sketch: Sketch): NetworkPlan {
  const { inputs = 2, hidden = [2], outputs = 1, synapses = 1, aliases = [], recurrent } = sketch;
  const { dt = limits.realTimeDt ?? 0.001, bias = 0 } = sketch;
  const sizes = [inputs, ...hidden, outputs];
  const largest = hidden.indexOf(Math.max(...hidden));
  const layers = sizes.slice(1).map((neurons, i): LayerPlan => {
    const perNeuron = i < hidden.length ? synapses : 1;
    const outermost = i === 0 || i === hidden.length;
    return {
      neurons,
      synapses: perNeuron,
      weights: new Float64Array((sizes[i] as number) * neurons * perNeuron).fill(outermost ? 2 : 0),
      weightsRec: i === largest && recurrent ? recurrence(neurons, perNeuron, recurrent) : undefined,
      dashMem: new Uint8Array(neurons).fill(3),
      dashSyn: new Uint8Array(neurons * perNeuron).fill(2),
      threshold: new Float64Array(neurons).fill(4),
      bias: new Float64Array(neurons).fill(bias),
    };
  });
  return { inputs, dt, layers, aliases: aliases.map((to) => [0, to] as const) };
}

/** On all synapses alike: a target counts once. */
function recurrence(
  neurons: number,
  synapses: number,
  recurrent: (source: number, target: number) => boolean,
): Float64Array {
  const columns = neurons * synapses;
  const weights = new Float64Array(neurons * columns);
  for (let source = 0; source < neurons; source++) {
    for (let target = 0; target < neurons; target++) {
      if (recurrent(source, target)) {
        const first = source * columns + target * synapses;
        weights.fill(-1, first, first + synapses);
      }
    }
  }
  return weights;
}
