import { type MappedSpec, roundHalfEven, type Tensor } from '@xylopipe/core';
import { fullFactor } from '../factors.js';
import { groupsOf } from '../groups.js';
import { hiddenOf, magnitudes, outputOf } from '../magnitudes.js';
import type { Settings } from '../options.js';
import type { ScaledFields } from '../scale.js';

/**
 * The global method with the values of Rockpool 3.0.3. It differs from the correct one in that
 * - `biasOut` is scaled like the hidden neurons;
 * - a threshold over its limit shrinks integers, which are then rounded a second time;
 * - whether one is over is asked of the largest threshold, not of the one with the largest magnitude;
 * - the biases do not shrink with it, but `weightsRec` does with the output threshold too;
 * - weights outside of the fuzzy spread are not clipped.
 *
 * Not reproduced: the garbage integers that fuzzy scaling makes of a group without weights (scaled by 1 here), and the
 * failures on arrays of size 0.
 */
export function rockpoolGlobal(spec: MappedSpec, settings: Settings): ScaledFields {
  const groups = groupsOf(spec, 'global');
  const [hiddenMagnitude = 0] = magnitudes(hiddenOf(spec), groups.hidden, settings);
  const [outputMagnitude = 0] = magnitudes(outputOf(spec), groups.output, settings);
  const hidden = fullFactor(hiddenMagnitude, settings);
  const output = fullFactor(outputMagnitude, settings);

  const threshold = scale(spec.threshold, hidden);
  const thresholdOut = scale(spec.thresholdOut, output);
  const shrink = limitFactor(threshold, settings);
  const shrinkOut = limitFactor(thresholdOut, settings);
  return {
    weightsIn: scaleTensor(spec.weightsIn, hidden, shrink),
    weightsRec: scaleTensor(spec.weightsRec, hidden, shrink, shrinkOut),
    weightsOut: scaleTensor(spec.weightsOut, output, shrinkOut),
    threshold: scale(threshold, shrink),
    thresholdOut: scale(thresholdOut, shrinkOut),
    bias: scale(spec.bias, hidden),
    biasOut: scale(spec.biasOut, hidden),
  };
}

/**
 * What brings the largest threshold back to its limit; 1 if it is not over. No recording has only negative thresholds
 * beyond the limit: there, the magnitude of the largest is taken.
 */
function limitFactor(threshold: Float64Array, { maxThreshold }: Settings): number {
  if (threshold.length === 0) return 1;
  const largest = Math.abs(threshold.reduce((a, b) => Math.max(a, b)));
  return largest > maxThreshold ? maxThreshold / largest : 1;
}

/** Multiplies by one factor after the other, rounding after each. */
const scaleTensor = ({ shape, data }: Tensor, ...factors: readonly number[]): Tensor => ({
  shape,
  data: factors.reduce(scale, data),
});

function scale(data: Float64Array, factor: number): Float64Array {
  const scaled = new Float64Array(data.length);
  for (let i = 0; i < data.length; i++) scaled[i] = roundHalfEven((data[i] as number) * factor);
  return scaled;
}
