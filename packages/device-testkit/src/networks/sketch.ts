import type { ChipLimits } from '@xylopipe/core';
import type { LayerPlan, NetworkPlan, SkipPlan } from './network-plan.js';
import { valueAt } from './value-at.js';

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
  /** Which neurons of the first hidden layer take input, and which of the last one drive outputs. Default: all. */
  readonly fed?: (neuron: number) => boolean;
  readonly driving?: (neuron: number) => boolean;
  /** Which neurons of a hidden layer drive which of the next one. Default: none, which takes no memory. */
  readonly forward?: (source: number, target: number) => boolean;
  /** Which neurons of the largest hidden layer drive which. Default: none. */
  readonly recurrent?: (source: number, target: number) => boolean;
  /** Layers that feed, besides the next one, another: all of its neurons. */
  readonly skips?: readonly Pick<SkipPlan, 'from' | 'to'>[];
  /** Hidden layers of equal size, by index: the spikes of the one are also sent as those of the other. Default: none. */
  readonly aliases?: NetworkPlan['aliases'];
}

/** The values of a sketch: small ones of every sign, no two places alike for long, so that a value out of place shows. */
const OUTER = [1, 2, 3];
const INNER = [-2, -1, 1, 2, 3];
const THRESHOLDS = [3, 4, 5, 6];
const DASHES = [1, 2, 3];

/** Of each this many hidden neurons, the third fires without being driven, and so does the last: all of a large network is busy. */
const FIRING_PERIOD = 5;
const firesAlone = (neuron: number, count: number): boolean =>
  neuron % FIRING_PERIOD === 2 || (neuron === count - 1 && count > FIRING_PERIOD);

/** The plan of a sketch. */
export function planOf(limits: ChipLimits, sketch: Sketch): NetworkPlan {
  const { inputs = 2, hidden = [2], outputs = 1, synapses = 1, aliases = [], skips = [] } = sketch;
  const { dt = limits.realTimeDt ?? 0.001, bias = 0, recurrent } = sketch;
  const sizes = [inputs, ...hidden, outputs];
  const total = hidden.reduce((sum, size) => sum + size, 0);
  const largest = hidden.indexOf(Math.max(...hidden));
  const synapsesOf = (layer: number): number => (layer < hidden.length ? synapses : 1);
  let before = 0;
  const layers = sizes.slice(1).map((neurons, i): LayerPlan => {
    const own = synapsesOf(i);
    const first = before;
    before += neurons;
    return {
      neurons,
      synapses: own,
      weights: weightsInto(sketch, i, hidden.length, [sizes[i] as number, neurons, own]),
      weightsRec: i === largest && recurrent ? matrix([neurons, neurons, own], INNER, recurrent) : undefined,
      dashMem: Uint8Array.from({ length: neurons }, (_, n) => valueAt(DASHES, first + n)),
      dashSyn: Uint8Array.from({ length: neurons * own }, (_, n) => valueAt(DASHES, 7 + first + n)),
      threshold: Float64Array.from({ length: neurons }, (_, n) =>
        i < hidden.length && firesAlone(first + n, total) ? 0 : valueAt(THRESHOLDS, first + n),
      ),
      bias: new Float64Array(neurons).fill(bias),
    };
  });
  return {
    inputs,
    dt,
    layers,
    skips: skips.map(({ from, to }): SkipPlan => {
      const sources = from === 'input' ? inputs : (hidden[from] as number);
      const weights = matrix([sources, sizes[to + 1] as number, synapsesOf(to)], INNER, () => true);
      return { from, to, weights };
    }),
    aliases,
  };
}

type Size = readonly [sources: number, targets: number, synapses: number];

function weightsInto({ fed, driving, forward }: Sketch, layer: number, hiddenLayers: number, size: Size): Float64Array {
  if (layer === 0) return matrix(size, OUTER, (_, target) => fed?.(target) ?? true, 'all');
  if (layer === hiddenLayers) return matrix(size, OUTER, (source) => driving?.(source) ?? true);
  return matrix(size, INNER, forward ?? (() => false));
}

/**
 * Weights where there is a connection. Between neurons it is on both synapses, on the first or on the second alone, by its
 * target: a chip counts it once.
 */
function matrix(
  [sources, targets, synapses]: Size,
  values: readonly number[],
  connects: (source: number, target: number) => boolean,
  on: 'all' | 'some' = 'some',
): Float64Array {
  const columns = targets * synapses;
  const weights = new Float64Array(sources * columns);
  for (let source = 0; source < sources; source++) {
    for (let target = 0; target < targets; target++) {
      if (!connects(source, target)) continue;
      for (let synapse = 0; synapse < synapses; synapse++) {
        if (synapses > 1 && on === 'some' && target % 3 === synapse + 1) continue;
        const place = source * columns + target * synapses + synapse;
        weights[place] = valueAt(values, place);
      }
    }
  }
  return weights;
}
