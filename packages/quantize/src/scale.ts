import { type MappedSpec, roundHalfEven, type Tensor } from '@xylopipe/core';
import type { Factors } from './factors.js';

/** The fields that are scaled, in whole numbers: still float64, so that nothing wraps before it is checked. */
export type ScaledFields = Pick<
  MappedSpec,
  'weightsIn' | 'weightsRec' | 'weightsOut' | 'threshold' | 'thresholdOut' | 'bias' | 'biasOut'
>;

/** Scales and rounds everything once, from the real numbers. */
export const applyFactors = (spec: MappedSpec, { hidden, output }: Factors): ScaledFields => ({
  weightsIn: scaleByTarget(spec.weightsIn, hidden),
  weightsRec: scaleByTarget(spec.weightsRec, hidden),
  weightsOut: scaleByTarget(spec.weightsOut, output),
  threshold: scaleByNeuron(spec.threshold, hidden),
  thresholdOut: scaleByNeuron(spec.thresholdOut, output),
  bias: scaleByNeuron(spec.bias, hidden),
  biasOut: scaleByNeuron(spec.biasOut, output),
});

/** `round(w * factor)` with the factor of the target neuron; weights are `(sources, targets)` or `(sources, targets, S)`. */
export function scaleByTarget({ shape, data }: Tensor, factors: Float64Array): Tensor {
  const [, targets = 0, synapses = 1] = shape;
  const columns = Float64Array.from(
    { length: targets * synapses },
    (_, c) => factors[Math.floor(c / synapses)] as number,
  );
  const scaled = new Float64Array(data.length);
  for (let i = 0; i < data.length; ) {
    for (let c = 0; c < columns.length; c++, i++) {
      scaled[i] = roundHalfEven((data[i] as number) * (columns[c] as number));
    }
  }
  return { shape, data: scaled };
}

/** `round(x * factor)`, one of each per neuron. */
export const scaleByNeuron = (values: Float64Array, factors: Float64Array): Float64Array =>
  values.map((x, neuron) => roundHalfEven(x * (factors[neuron] as number)));
