import { factorSpan } from './factor-span.js';
import { type Finding, rounded } from './finding.js';
import type { NeuronLint } from './neuron-lint.js';
import type { NeuronPairs } from './neuron-pairs.js';
import { safeFactor } from './safe-factor.js';

/** States that leave 16 bits without anything unusual in their input. */
export function saturationFinding(pairs: NeuronPairs, lint: NeuronLint): Finding {
  const { steady, saturationRisk, threshold, factor } = lint;
  const { shared, upper } = factorSpan(pairs);
  const smallest = smallestOf(factor);
  const largestOf = (values: ArrayLike<number>, ids: readonly number[]): number =>
    ids.reduce((most, n) => Math.max(most, values[n] as number), Number.NEGATIVE_INFINITY);
  return {
    code: 'SATURATION_RISK',
    found: (n) => saturationRisk[n] === 2,
    measured: (n) => steady[n] as number,
    limit: () => 1,
    message: (who, ids, worst) => {
      const where = `Isyn or Vmem of ${who} leaves 16 bits when all sources of one sign spike once per timestep, by up to ${rounded(steady[worst] as number)} times`;
      const times = rounded(largestOf(factor, ids) / smallest);
      return shared
        ? where
        : `${where}; their factors are up to ${times} times the smallest, thresholds up to ${largestOf(threshold, ids)}`;
    },
    hint: () => {
      const cap = safeCap(pairs, upper);
      if (shared)
        return 'try fewer bitsPerWeight, which makes all states smaller, or shorter time constants in the network';
      return !(cap >= 1)
        ? 'try method "global", which makes these states smaller, with fewer bitsPerWeight: alone it does not keep them within 16 bits'
        : `try a scaleCap of about ${capText(cap)}, which keeps that within 16 bits, or method "global"; run with telemetry to see what saturates`;
    },
  };
}

/**
 * The largest `scaleCap` with which no neuron leaves 16 bits. A cap is a multiple of the factor of the method global, which
 * is no larger than any factor that there is, where no weights are clipped; neurons whose own factor is safe may be left out.
 */
function safeCap(pairs: NeuronPairs, upper: Float64Array): number {
  const smallest = upper.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return upper.reduce((least, own, n) => {
    const safe = safeFactor(pairs, n);
    return safe >= own ? least : Math.min(least, safe / smallest);
  }, Number.POSITIVE_INFINITY);
}

/** Two digits behind the point at the most, rounded down. */
const capText = (cap: number): number => (cap < 10 ? Math.floor(cap * 100) / 100 : Math.floor(cap * 10) / 10);

/** 1 where there is none. */
function smallestOf(factor: Float64Array): number {
  const known = factor.filter((x) => x > 0);
  return known.length === 0 ? 1 : known.reduce((a, b) => Math.min(a, b));
}
