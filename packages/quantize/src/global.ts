import type { MappedSpec } from '@xylopipe/core';
import type { Settings } from './options.js';
import { limitedScale, type Scales } from './scale.js';

/** One factor for all hidden neurons, and one of their own for all output neurons. */
export function globalScales(spec: MappedSpec, settings: Settings): Scales {
  const hidden = groupMagnitude([spec.weightsIn.data, spec.weightsRec.data], spec.bias, settings);
  const output = groupMagnitude([spec.weightsOut.data], spec.biasOut, settings);
  return {
    hidden: groupScale(hidden, spec.threshold, settings),
    output: groupScale(output, spec.thresholdOut, settings),
  };
}

/**
 * What a group is scaled by: the largest magnitude among its weights and biases.
 * Fuzzy: `|mean| + 2 std` of the weights that are not 0, the biases not counted.
 */
export function groupMagnitude(
  weights: readonly Float64Array[],
  bias: Float64Array,
  { fuzzyScaling }: Settings,
): number {
  return fuzzyScaling ? spread(weights) : largestMagnitude([...weights, bias]);
}

/** Largest `|x|`; 0 where there is nothing. */
function largestMagnitude(arrays: readonly Float64Array[]): number {
  let largest = 0;
  for (const data of arrays) {
    for (let i = 0; i < data.length; i++) {
      const magnitude = Math.abs(data[i] as number);
      if (magnitude > largest) largest = magnitude;
    }
  }
  return largest;
}

/** The same factor for every neuron of a group. */
function groupScale(magnitude: number, threshold: Float64Array, settings: Settings): Float64Array {
  const scale = limitedScale(magnitude, largestMagnitude([threshold]), settings);
  return new Float64Array(threshold.length).fill(scale);
}

/** `|mean| + 2 std`, population standard deviation, of all that is not 0; 0 where there is nothing. */
function spread(arrays: readonly Float64Array[]): number {
  let count = 0;
  let sum = 0;
  for (const data of arrays) {
    for (let i = 0; i < data.length; i++) {
      if (data[i] !== 0) count++;
      sum += data[i] as number;
    }
  }
  if (count === 0) return 0;
  const mean = sum / count;
  let squares = 0;
  for (const data of arrays) {
    for (let i = 0; i < data.length; i++) {
      const x = data[i] as number;
      if (x !== 0) squares += (x - mean) * (x - mean);
    }
  }
  return Math.abs(mean) + 2 * Math.sqrt(squares / count);
}
