import type { MappedSpec, Tensor } from '@xylopipe/core';
import type { Groups } from './groups.js';
import type { Settings } from './options.js';

/** What of a specification decides on the factors of its hidden, or of its output neurons. */
export interface Neurons {
  /** All matrices into them, `(sources, targets)` or `(sources, targets, S)`; the first neurons are the targets of a narrower one. */
  readonly weights: readonly Tensor[];
  readonly threshold: Float64Array;
  readonly bias: Float64Array;
}

export const hiddenOf = ({ weightsIn, weightsRec, threshold, bias }: MappedSpec): Neurons => ({
  weights: [weightsIn, weightsRec],
  threshold,
  bias,
});

export const outputOf = ({ weightsOut, thresholdOut, biasOut }: MappedSpec): Neurons => ({
  weights: [weightsOut],
  threshold: thresholdOut,
  bias: biasOut,
});

/**
 * What each group is scaled by: the `clipPercentile` of the magnitudes of its weights that are not 0, or the largest bias
 * where that is larger. Fuzzy: their spread instead. Biases count only where neurons share a factor: not for the channel
 * method, and not for fuzzy scaling. 0 where there is nothing.
 */
export function magnitudes(
  { weights, bias }: Neurons,
  groups: Groups,
  { method, fuzzyScaling, clipPercentile }: Settings,
): Float64Array {
  const perGroup = weightsByGroup(weights, groups);
  if (fuzzyScaling) return Float64Array.from(perGroup, spread);
  const magnitude = Float64Array.from(perGroup, (values) => percentile(values, clipPercentile));
  return method === 'channel' ? magnitude : raised(magnitude, bias, groups);
}

/** Largest `|x|` of a value per neuron, in each group. */
export const largestByGroup = (values: Float64Array, groups: Groups): Float64Array =>
  raised(new Float64Array(groups.count), values, groups);

function raised(floor: Float64Array, values: Float64Array, { of }: Groups): Float64Array {
  const largest = floor.slice();
  values.forEach((value, n) => {
    const group = of[n] as number;
    largest[group] = Math.max(largest[group] as number, Math.abs(value));
  });
  return largest;
}

/** The weights that are not 0 into each group, in the order of the matrices. */
function weightsByGroup(matrices: readonly Tensor[], { of, count }: Groups): readonly Float64Array[] {
  const sizes = new Int32Array(count);
  const scan = (found: (group: number, weight: number) => void): void => {
    for (const { shape, data } of matrices) {
      const [, targets = 0, synapses = 1] = shape;
      for (let i = 0; i < data.length; ) {
        for (let target = 0; target < targets; target++) {
          for (let synapse = 0; synapse < synapses; synapse++, i++) {
            if (data[i] !== 0) found(of[target] as number, data[i] as number);
          }
        }
      }
    }
  };
  scan((group) => {
    sizes[group] = (sizes[group] as number) + 1;
  });
  const perGroup = Array.from(sizes, (size) => new Float64Array(size));
  sizes.fill(0);
  scan((group, weight) => {
    const at = sizes[group] as number;
    (perGroup[group] as Float64Array)[at] = weight;
    sizes[group] = at + 1;
  });
  return perGroup;
}

/** The least magnitude that at least `percent` % of them do not exceed (nearest rank); the largest for 100. */
function percentile(values: Float64Array, percent: number): number {
  if (values.length === 0) return 0;
  const ordered = values.map(Math.abs);
  if (percent === 100) return ordered.reduce((a, b) => Math.max(a, b));
  ordered.sort();
  // Float64 may bring a whole rank just above itself: 64.4 % of 250 are 161, not 162.
  const rank = Math.ceil((percent * ordered.length) / 100 - 1e-9);
  return ordered[Math.max(rank, 1) - 1] as number;
}

/** `|mean| + 2 std`, population standard deviation. */
function spread(values: Float64Array): number {
  if (values.length === 0) return 0;
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / values.length;
  return Math.abs(mean) + 2 * Math.sqrt(variance);
}
