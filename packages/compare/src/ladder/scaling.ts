import type { MappedSpec, QuantizedSpec, Tensor, TensorData } from '@xylopipe/core';
import { type FactorBounds, factorBounds, TOLERANCE, targetOf, type WeightPair, weightPairs } from './factor-bounds.js';

/** What was done to a network besides rounding it: thresholds out of proportion to the weights, weights that were clipped. */
export interface Scaling {
  /** The network in real numbers, with that. */
  readonly scaled: MappedSpec;
  /** The network in whole numbers, without. */
  readonly unscaled: LadderIntegers;
}

/** A network in whole numbers, which may be larger than any word. */
type LadderIntegers = Omit<QuantizedSpec, 'weightsIn' | 'weightsRec' | 'weightsOut' | 'threshold' | 'thresholdOut'> &
  Pick<Record<keyof QuantizedSpec, Tensor<TensorData>>, 'weightsIn' | 'weightsRec' | 'weightsOut'> &
  Pick<Record<keyof QuantizedSpec, TensorData>, 'threshold' | 'thresholdOut'>;

/** Tells scaling from rounding: what no factor that rounds the weights of a neuron as they are can have made of it. */
export function scalingOf(mapped: MappedSpec, quantized: QuantizedSpec): Scaling {
  const pairs = weightPairs(mapped, quantized);
  const hidden = factorBounds(pairs.hidden, mapped.threshold.length);
  const outputs = factorBounds(pairs.outputs, mapped.thresholdOut.length);
  const [weightsIn, weightsRec] = pairs.hidden.map((pair) => clipping(pair, hidden)) as [Clipping, Clipping];
  const [weightsOut] = pairs.outputs.map((pair) => clipping(pair, outputs)) as [Clipping];
  const threshold = proportions(mapped.threshold, quantized.threshold, hidden);
  const thresholdOut = proportions(mapped.thresholdOut, quantized.thresholdOut, outputs);
  return {
    scaled: {
      ...mapped,
      weightsIn: weightsIn.clipped,
      weightsRec: weightsRec.clipped,
      weightsOut: weightsOut.clipped,
      threshold: threshold.scaled,
      thresholdOut: thresholdOut.scaled,
    },
    unscaled: {
      ...quantized,
      weightsIn: weightsIn.whole,
      weightsRec: weightsRec.whole,
      weightsOut: weightsOut.whole,
      threshold: threshold.unscaled,
      thresholdOut: thresholdOut.unscaled,
    },
  };
}

/** Real weights that were clipped, and whole ones that were not. */
interface Clipping {
  readonly clipped: Tensor;
  readonly whole: Tensor<TensorData>;
}

function clipping({ real, integers, ratio }: WeightPair, { lower, factor }: FactorBounds): Clipping {
  const clipped = real.data.slice();
  const whole = Float64Array.from(integers.data);
  for (let i = 0; i < clipped.length; i++) {
    const n = targetOf(real, i);
    const [weight, integer] = [real.data[i] as number, integers.data[i] as number];
    if (Math.abs(weight) * (lower[n] as number) <= (Math.abs(integer) + 0.5) * ratio * (1 + TOLERANCE)) continue;
    clipped[i] = (integer * ratio) / (factor[n] as number);
    whole[i] = Math.round((weight * (factor[n] as number)) / ratio);
  }
  return { clipped: { ...real, data: clipped }, whole: { ...integers, data: whole } };
}

/** Real thresholds that were scaled, and whole ones that were not. */
function proportions(real: Float64Array, integers: Int32Array, bounds: FactorBounds) {
  const scaled = real.slice();
  const unscaled = Float64Array.from(integers);
  real.forEach((level, n) => {
    if (isInProportion(level, integers[n] as number, bounds, n)) return;
    const factor = bounds.factor[n] as number;
    scaled[n] = (integers[n] as number) / factor;
    unscaled[n] = Math.round(level * factor);
  });
  return { scaled, unscaled };
}

/** Whether a factor that the weights of a neuron allow makes this integer of a threshold. */
export function isInProportion(level: number, integer: number, bounds: FactorBounds, n: number): boolean {
  const [lower, upper, factor] = [bounds.lower[n] as number, bounds.upper[n] as number, bounds.factor[n] as number];
  if (!(factor > 0) || level === 0) return true;
  const magnitude = integer * Math.sign(level);
  const [least, most] = [magnitude - 0.5, magnitude + 0.5].map((edge) => edge / Math.abs(level)) as [number, number];
  return least <= upper * (1 + TOLERANCE) && most >= lower * (1 - TOLERANCE);
}
