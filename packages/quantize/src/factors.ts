import { type MappedSpec, roundHalfEven } from '@xylopipe/core';
import { type Groups, groupsOf } from './groups.js';
import { hiddenOf, largestByGroup, magnitudes, type Neurons, outputOf } from './magnitudes.js';
import type { Settings } from './options.js';

/** What every neuron's weights, threshold and bias are multiplied with. */
export interface Factors {
  /** `(Nhidden)` */
  readonly hidden: Float64Array;
  /** `(Nout)` */
  readonly output: Float64Array;
}

/** One factor per group of neurons, from the magnitudes of the group; which neurons are one is what methods differ in. */
export function factorsOf(spec: MappedSpec, settings: Settings): Factors {
  const groups = groupsOf(spec, settings.method);
  const caps = capsOf(spec, settings);
  return {
    hidden: factors(hiddenOf(spec), groups.hidden, caps.hidden, settings),
    output: factors(outputOf(spec), groups.output, caps.output, settings),
  };
}

/**
 * The cap comes before the limit of the threshold: so a cap of 1 gives the factors of the global method, threshold by
 * threshold, and a limited one is never raised again.
 */
function factors(neurons: Neurons, groups: Groups, cap: number, settings: Settings): Float64Array {
  const thresholds = largestByGroup(neurons.threshold, groups);
  const perGroup = magnitudes(neurons, groups, settings).map((magnitude, group) =>
    limitedFactor(Math.min(fullFactor(magnitude, settings), cap), thresholds[group] as number, settings),
  );
  return Float64Array.from(groups.of, (group) => perGroup[group] as number);
}

/** The largest factors that `scaleCap` allows: so many times that of the global method. */
function capsOf(spec: MappedSpec, settings: Settings): { readonly hidden: number; readonly output: number } {
  const { scaleCap } = settings;
  if (scaleCap === Number.POSITIVE_INFINITY) return { hidden: scaleCap, output: scaleCap };
  const { hidden, output } = factorsOf(spec, {
    ...settings,
    method: 'global',
    scaleCap: Number.POSITIVE_INFINITY,
  });
  return { hidden: scaleCap * (hidden[0] ?? 1), output: scaleCap * (output[0] ?? 1) };
}

/** Brings a weight of this magnitude to the largest integer; 1 where there is none. */
export const fullFactor = (magnitude: number, { maxWeight }: Settings): number =>
  magnitude === 0 ? 1 : maxWeight / magnitude;

/** `factor`, but no more than `threshold`, the largest magnitude of a threshold, allows in its own word. */
export const limitedFactor = (factor: number, threshold: number, { maxThreshold }: Settings): number =>
  roundHalfEven(threshold * factor) > maxThreshold ? maxThreshold / threshold : factor;
