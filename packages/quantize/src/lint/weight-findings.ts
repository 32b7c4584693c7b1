import { factorSpan } from './factor-span.js';
import { counted, type Finding, percent, sumOf } from './finding.js';
import type { LintLimits } from './lint-limits.js';
import type { NeuronLint } from './neuron-lint.js';
import type { NeuronPairs } from './neuron-pairs.js';

/** Weights that are gone, coarse or far off, and the neurons that are dead or cut off by that. */
export function weightFindings(pairs: NeuronPairs, lint: NeuronLint, limits: LintLimits): readonly Finding[] {
  const { weights, weightsLost, sources, sourcesLost, dead, cutOff, rangeBits, levelBits, weightError } = lint;
  const share = (lost: Uint32Array, of: Uint32Array, n: number): number =>
    (100 * (lost[n] as number)) / (of[n] as number);
  const finer = finerHint(pairs);
  return [
    {
      code: 'WEIGHTS_LOST',
      found: (n) => share(weightsLost, weights, n) > limits.weightsLost,
      measured: (n) => share(weightsLost, weights, n),
      limit: () => limits.weightsLost,
      message: (who, ids, worst) =>
        `${sumOf(weightsLost, ids)} of ${counted(sumOf(weights, ids), 'weight')} into ${who} became 0, up to ${percent(share(weightsLost, weights, worst))} of one neuron's`,
      hint: finer,
    },
    {
      code: 'SYNAPSES_DEAD',
      found: (n) => pairs.dashSyn.length > 1 && share(sourcesLost, sources, n) > limits.weightsLost,
      measured: (n) => share(sourcesLost, sources, n),
      limit: () => limits.weightsLost,
      message: (who, ids, worst) =>
        `${sumOf(sourcesLost, ids)} of ${counted(sumOf(sources, ids), 'source')} of ${who} lost all of their weights, up to ${percent(share(sourcesLost, sources, worst))} of one neuron's`,
      hint: finer,
    },
    {
      code: 'NEURON_DEAD',
      found: (n) => dead[n] === 1,
      measured: () => 0,
      limit: () => 1,
      badness: (n) => weights[n] as number,
      message: (who) => `all weights into ${who} became 0, and there is no bias or alias: a spike is impossible`,
      hint: finer,
    },
    {
      code: 'NEURON_CUT_OFF',
      found: (n) => cutOff[n] === 1,
      measured: () => 0,
      limit: () => 1,
      message: (who) => `all weights from ${who} became 0: what spikes there are reach nobody`,
      hint: () =>
        'the neurons that they lead to have much larger weights: try clipPercentile, or leave them out of the network',
    },
    {
      code: 'FEW_BITS',
      found: (n) => dead[n] === 0 && (weights[n] as number) > 0 && (rangeBits[n] as number) < limits.rangeBits,
      measured: (n) => rangeBits[n] as number,
      limit: () => limits.rangeBits,
      badness: (n) => -(rangeBits[n] as number),
      message: (who, _, worst) =>
        `the weights into ${who} use few of their bits, down to ${counted(Math.round(2 ** (levelBits[worst] as number)), 'different integer')}`,
      hint: finer,
    },
    {
      code: 'WEIGHT_ERROR',
      found: (n) => dead[n] === 0 && (weightError[n] as number) > limits.weightError,
      measured: (n) => weightError[n] as number,
      limit: () => limits.weightError,
      message: (who, _, worst) =>
        `the weights into ${who} are off, by up to ${percent(weightError[worst] as number)} (root mean square)`,
      hint: finer,
    },
  ];
}

/** What gives more of a word to the weights of a neuron: that depends on whether it has a factor of its own. */
function finerHint(pairs: NeuronPairs): Finding['hint'] {
  const { shared } = factorSpan(pairs);
  return () =>
    shared
      ? 'try method "layer" or "channel", with a scaleCap if that saturates, or a clipPercentile below 100'
      : 'try a larger scaleCap, or a clipPercentile below 100 where single weights are much larger than the others; where the threshold limits the factor, a smaller thresholdScale';
}
