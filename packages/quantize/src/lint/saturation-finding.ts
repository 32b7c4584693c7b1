import { factorSpan } from './factor-span.js';
import { type Finding, rounded } from './finding.js';
import type { NeuronLint } from './neuron-lint.js';

/** States that leave 16 bits without anything unusual in their input. */
export function saturationFinding(lint: NeuronLint): Finding {
  const { steady, saturationRisk, threshold, factor } = lint;
  const { smallest, shared } = factorSpan(lint);
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
    hint: (ids) => {
      const cap =
        ids.reduce((least, n) => Math.min(least, (factor[n] as number) / (steady[n] as number)), Infinity) / smallest;
      if (shared)
        return 'try fewer bitsPerWeight, which makes all states smaller, or shorter time constants in the network';
      return !(cap >= 1)
        ? 'try method "global", which makes these states smaller, with fewer bitsPerWeight: alone it does not keep them within 16 bits'
        : `try a scaleCap of about ${Math.floor(cap * 10) / 10}, which keeps that within 16 bits, or method "global"; run with telemetry to see what saturates`;
    },
  };
}
