import { type MappedSpec, roundHalfEven, type Tensor } from '@xylopipe/core';
import type { Settings } from './options.js';

/** What every neuron's weights, threshold and bias are multiplied with. */
export interface Scales {
  /** `(Nhidden)` */
  readonly hidden: Float64Array;
  /** `(Nout)` */
  readonly output: Float64Array;
}

/** The fields that are scaled, in whole numbers: still float64, so that nothing wraps before it is checked. */
export type ScaledFields = Pick<
  MappedSpec,
  'weightsIn' | 'weightsRec' | 'weightsOut' | 'threshold' | 'thresholdOut' | 'bias' | 'biasOut'
>;

/** Brings a weight of this magnitude to the largest integer; 1 where there is none. */
export const fullScale = (magnitude: number, { maxWeight }: Settings): number =>
  magnitude === 0 ? 1 : maxWeight / magnitude;

/** The same, but no more than `threshold`, the largest magnitude of a threshold, allows in its own word. */
export function limitedScale(magnitude: number, threshold: number, settings: Settings): number {
  const scale = fullScale(magnitude, settings);
  return roundHalfEven(threshold * scale) > settings.maxThreshold ? settings.maxThreshold / threshold : scale;
}

/** Scales and rounds everything once, from the real numbers. Weights that fuzzy scaling leaves outside are clipped. */
export function applyScales(spec: MappedSpec, { hidden, output }: Scales, settings: Settings): ScaledFields {
  const weights = (matrix: Tensor, scales: Float64Array): Tensor => {
    const scaled = scaleByTarget(matrix, scales);
    return settings.fuzzyScaling ? clipped(scaled, settings.maxWeight) : scaled;
  };
  return {
    weightsIn: weights(spec.weightsIn, hidden),
    weightsRec: weights(spec.weightsRec, hidden),
    weightsOut: weights(spec.weightsOut, output),
    threshold: scaleByNeuron(spec.threshold, hidden),
    thresholdOut: scaleByNeuron(spec.thresholdOut, output),
    bias: scaleByNeuron(spec.bias, hidden),
    biasOut: scaleByNeuron(spec.biasOut, output),
  };
}

/** `round(w * scale)` with the scale of the target neuron; weights are `(sources, targets)` or `(sources, targets, S)`. */
export function scaleByTarget({ shape, data }: Tensor, scales: Float64Array): Tensor {
  const [, targets = 0, synapses = 1] = shape;
  const columns = Float64Array.from(
    { length: targets * synapses },
    (_, c) => scales[Math.floor(c / synapses)] as number,
  );
  const scaled = new Float64Array(data.length);
  for (let i = 0; i < data.length; ) {
    for (let c = 0; c < columns.length; c++, i++) {
      scaled[i] = roundHalfEven((data[i] as number) * (columns[c] as number));
    }
  }
  return { shape, data: scaled };
}

/** `round(x * scale)`, one of each per neuron. */
export const scaleByNeuron = (values: Float64Array, scales: Float64Array): Float64Array =>
  values.map((x, neuron) => roundHalfEven(x * (scales[neuron] as number)));

function clipped({ shape, data }: Tensor, max: number): Tensor {
  const inside = new Float64Array(data.length);
  for (let i = 0; i < data.length; i++) inside[i] = Math.min(Math.max(data[i] as number, -max), max);
  return { shape, data: inside };
}
