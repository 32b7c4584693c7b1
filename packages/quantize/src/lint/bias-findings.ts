import { counted, type Finding, percent } from './finding.js';
import type { LintLimits } from './lint-limits.js';
import type { NeuronLint } from './neuron-lint.js';
import type { NeuronPairs } from './neuron-pairs.js';

/** Biases that are gone, and those out of proportion to the weights. */
export function biasFindings(pairs: NeuronPairs, lint: NeuronLint, limits: LintLimits): readonly Finding[] {
  const { field, mapped, quantized } = pairs.bias;
  const { factor, weightError } = lint;
  const lost = (n: number): boolean => mapped[n] !== 0 && quantized[n] === 0;
  const error = (n: number): number => {
    const wanted = (factor[n] as number) * (mapped[n] as number);
    return wanted === 0 ? Number.NaN : 100 * ((quantized[n] as number) / wanted - 1);
  };
  /** It cannot be known to be off by less than the weights are. */
  const tolerated = (n: number): number => Math.max(limits.biasError, (weightError[n] as number) || 0);
  return [
    {
      code: 'BIAS_LOST',
      field,
      found: lost,
      measured: () => 0,
      limit: () => 1,
      badness: (n) => Math.abs(mapped[n] as number),
      message: (who, ids) => `${counted(ids.length, 'bias', 'biases')} of ${who} became 0`,
      hint: () =>
        'try method "layer" or "channel", or a clipPercentile below 100: the larger the factor, the smaller a bias may be',
    },
    {
      code: 'BIAS_ERROR',
      field,
      found: (n) => !lost(n) && Math.abs(error(n)) > tolerated(n),
      measured: error,
      limit: tolerated,
      message: (who, _, worst) => `beside its weights, the bias of ${who} is off, by up to ${percent(error(worst))}`,
      hint: () =>
        'the bias is a small integer: a larger factor makes it finer; or clipped weights or another tool moved it',
    },
  ];
}
