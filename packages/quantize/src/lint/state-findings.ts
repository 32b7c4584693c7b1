import { nearestDecay, timestepsOf } from '../dashes.js';
import { type Finding, percent, rounded } from './finding.js';
import type { LintLimits } from './lint-limits.js';
import type { NeuronLint } from './neuron-lint.js';
import type { ListPair, NeuronPairs } from './neuron-pairs.js';

/** Thresholds at an end of their word, out of proportion or out of reach. */
export function thresholdFindings(pairs: NeuronPairs, lint: NeuronLint, limits: LintLimits): readonly Finding[] {
  const { threshold, thresholdError, weights, weightError, reach, dead } = lint;
  const { field, mapped } = pairs.threshold;
  const level = (n: number): number => threshold[n] as number;
  /** A threshold cannot be known to be off by less than the weights are. */
  const tolerated = (n: number): number => Math.max(limits.thresholdError, weightError[n] as number);
  const vanished = (n: number): boolean => level(n) <= 0 && (mapped[n] as number) > 0;
  return [
    {
      code: 'THRESHOLD_ZERO',
      field,
      found: vanished,
      measured: level,
      limit: () => 1,
      message: (who) => `the threshold of ${who} is over 0 in the network and is not any more: it is reached at rest`,
      hint: (_, n) =>
        weights[n] === 0
          ? 'no weight leads there to say how to scale it: try method "layer" or "global", or leave the neuron out'
          : 'one weight is very large beside the threshold: try clipPercentile, or a larger thresholdScale',
    },
    {
      code: 'THRESHOLD_LIMITED',
      field,
      found: (n) => Math.abs(level(n)) >= limits.maxThreshold,
      measured: level,
      limit: () => limits.maxThreshold,
      message: (who) => `the threshold of ${who} is at the end of its word, which keeps the weights small`,
      hint: () =>
        'lower the threshold in the network, or try thresholdScale, or a scaleCap so that factors stay smaller',
    },
    {
      code: 'THRESHOLD_SHIFTED',
      field,
      found: (n) => !vanished(n) && Math.abs(thresholdError[n] as number) > tolerated(n),
      measured: (n) => thresholdError[n] as number,
      limit: tolerated,
      message: (who, _, worst) =>
        `beside its weights, the threshold of ${who} is off, by up to ${percent(thresholdError[worst] as number)}`,
      hint: () =>
        'wanted where thresholdScale is not 1; otherwise the threshold is a small integer, or clipped weights or another tool moved it',
    },
    {
      code: 'THRESHOLD_UNREACHABLE',
      field,
      found: (n) => dead[n] === 0 && pairs.isAlias[n] === 0 && level(n) > (reach[n] as number),
      measured: level,
      limit: (n) => reach[n] as number,
      badness: (n) => level(n) - (reach[n] as number),
      message: (who) =>
        `the threshold of ${who} is beyond what 16-bit Vmem reaches with these weights, dashes and biases`,
      hint: () =>
        'try a smaller thresholdScale, dashRounding "up" so that more is kept, or a scaleCap where 16 bits are the limit',
    },
  ];
}

/** Time constants that are others on chip. */
export function dashFindings(
  { dashMem, dashSyn }: NeuronPairs,
  lint: NeuronLint,
  limits: LintLimits,
): readonly Finding[] {
  const [first, second] = dashSyn;
  return [
    tauFinding('Vmem', dashMem, lint.tauMemError, limits),
    ...(first ? [tauFinding('Isyn', first, lint.tauSynError, limits)] : []),
    ...(second ? [tauFinding('Isyn2', second, lint.tauSyn2Error, limits)] : []),
  ];
}

function tauFinding(state: string, dashes: ListPair, errors: Float64Array, { tauError }: LintLimits): Finding {
  const wanted = (n: number): number => dashes.mapped[n] as number;
  const whole = (n: number): number => dashes.quantized[n] as number;
  return {
    code: 'DASH_ROUNDED',
    field: dashes.field,
    found: (n) => Math.abs(errors[n] as number) > tauError,
    measured: (n) => errors[n] as number,
    limit: () => tauError,
    message: (who, _, n) =>
      `the time constant of ${state} of ${who} is off, by up to ${percent(errors[n] as number)}: dash ${whole(n)} has ${rounded(timestepsOf(whole(n)))} timesteps where ${rounded(2 ** wanted(n))} are wanted`,
    hint: (_, n) =>
      nearestDecay(wanted(n)) === whole(n)
        ? 'no whole dash decays more nearly like it: take a shorter dt, or train with the time constants that dashes have'
        : 'try dashRounding "decay"',
  };
}
