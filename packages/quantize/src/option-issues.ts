import type { Issue } from '@xylopipe/core';
import { DASH_ROUNDINGS } from './dashes.js';
import type { QuantizeMethod, SettledOptions } from './options.js';

/** All methods. */
export const QUANTIZE_METHODS: readonly QuantizeMethod[] = ['global', 'layer', 'channel'];

const METHODS: readonly string[] = QUANTIZE_METHODS;
const COMPATS: readonly string[] = ['rockpool-3.0.3'] satisfies SettledOptions['compat'][];
const ROUNDINGS: readonly string[] = DASH_ROUNDINGS;
const MIN_BITS = 2;
const MAX_BITS = 31;

/** Every option that has no such value, and every pair that contradicts itself. All are errors. */
export const optionIssues = (options: SettledOptions): readonly Issue[] =>
  [...valueIssues(options), ...conflicts(options)].filter((issue) => issue !== false);

function valueIssues(options: SettledOptions): readonly (Issue | false)[] {
  const { method, compat, dashRounding, bitsPerWeight, bitsPerThreshold } = options;
  const { scaleCap, clipPercentile, thresholdScale, thresholdScaleOut } = options;
  return [
    !METHODS.includes(method) && unknown('UNKNOWN_METHOD', 'method', method, METHODS),
    compat !== undefined && !COMPATS.includes(compat) && unknown('UNKNOWN_COMPAT', 'compat', compat, COMPATS),
    !isWord(bitsPerWeight) && badBits('bitsPerWeight', bitsPerWeight),
    !isWord(bitsPerThreshold) && badBits('bitsPerThreshold', bitsPerThreshold),
    !(isNumber(scaleCap) && scaleCap >= 1) && badNumber('SCALE_CAP_RANGE', 'scaleCap', scaleCap, 'at least 1'),
    !(isNumber(clipPercentile) && clipPercentile > 0 && clipPercentile <= 100) &&
      badNumber('CLIP_PERCENTILE_RANGE', 'clipPercentile', clipPercentile, 'over 0, up to 100'),
    !isPositive(thresholdScale) &&
      badNumber('THRESHOLD_SCALE_RANGE', 'thresholdScale', thresholdScale, 'over 0, finite'),
    !isPositive(thresholdScaleOut) &&
      !Object.is(thresholdScaleOut, thresholdScale) &&
      badNumber('THRESHOLD_SCALE_RANGE', 'thresholdScaleOut', thresholdScaleOut, 'over 0, finite'),
    !ROUNDINGS.includes(dashRounding) && unknown('UNKNOWN_DASH_ROUNDING', 'dashRounding', dashRounding, ROUNDINGS),
  ];
}

function conflicts(options: SettledOptions): readonly (Issue | false)[] {
  const { method, fuzzyScaling, scaleCap, clipPercentile, dashRounding, compat } = options;
  const { thresholdScale, thresholdScaleOut } = options;
  const beside =
    compat === undefined
      ? []
      : Object.entries({
          method: method === 'layer',
          scaleCap: scaleCap < Number.POSITIVE_INFINITY,
          clipPercentile: clipPercentile < 100,
          thresholdScale: thresholdScale !== 1,
          thresholdScaleOut: thresholdScaleOut !== thresholdScale,
          dashRounding: dashRounding !== 'nearest',
        });
  return [
    fuzzyScaling &&
      method === 'channel' &&
      conflict(
        'FUZZY_WITH_CHANNEL',
        'fuzzyScaling',
        'the channel method has no fuzzy scaling',
        'leave fuzzyScaling out, or use method "global" or "layer"',
      ),
    fuzzyScaling &&
      clipPercentile < 100 &&
      conflict(
        'FUZZY_WITH_PERCENTILE',
        'clipPercentile',
        'fuzzy scaling decides itself which weights are clipped',
        'leave one of fuzzyScaling and clipPercentile out',
      ),
    scaleCap < Number.POSITIVE_INFINITY &&
      method === 'global' &&
      conflict(
        'SCALE_CAP_WITH_GLOBAL',
        'scaleCap',
        'a cap is relative to the method "global"',
        'leave scaleCap out, or use method "layer" or "channel"',
      ),
    ...beside.map(
      ([option, used]) =>
        used &&
        conflict(
          'COMPAT_WITH_OPTION',
          option,
          `${compat} has nothing like this ${option}`,
          `leave ${option} out, or compat`,
        ),
    ),
  ];
}

const isNumber = (value: unknown): value is number => typeof value === 'number';

const isPositive = (value: unknown): boolean => isNumber(value) && value > 0 && value < Number.POSITIVE_INFINITY;

const isWord = (bits: number): boolean => Number.isInteger(bits) && bits >= MIN_BITS && bits <= MAX_BITS;

const badBits = (option: string, measured: number): Issue => ({
  code: 'BITS_RANGE',
  severity: 'error',
  at: [option],
  measured,
  limit: `${MIN_BITS} to ${MAX_BITS}`,
  message: `${option} is not the width of a signed word`,
  hint: `give a whole number of bits, ${MIN_BITS} to ${MAX_BITS}`,
});

const badNumber = (code: string, option: string, measured: number, limit: string): Issue => ({
  code,
  severity: 'error',
  at: [option],
  measured: Number.isFinite(measured) ? measured : String(measured),
  limit,
  message: `${option} is out of its range`,
  hint: `give a number ${limit}, or leave ${option} out`,
});

const unknown = (code: string, option: string, measured: string, known: readonly string[]): Issue => ({
  code,
  severity: 'error',
  at: [option],
  measured,
  limit: known.join(', '),
  message: `there is no ${option} "${measured}"`,
  hint: `use ${known.map((name) => `"${name}"`).join(' or ')}`,
});

const conflict = (code: string, option: string, message: string, hint: string): Issue => ({
  code,
  severity: 'error',
  at: [option],
  message,
  hint,
});
