import { XylopipeError } from '@xylopipe/core';
import type { DashRounding } from './dashes.js';
import { optionIssues } from './option-issues.js';

/** Which neurons share a factor: `global` all hidden and all output neurons, `layer` those of a layer, `channel` none. */
export type QuantizeMethod = 'global' | 'layer' | 'channel';

/** Tools whose values can be reproduced, defects included. */
export type QuantizeCompat = 'rockpool-3.0.3';

/**
 * How to turn real numbers into integers. Every group of neurons that the method forms has a factor
 *
 *     s = min(W / m, scaleCap * s_global), or M / t where t * s would exceed M
 *
 * with `m` the magnitude that its weights have, `t` that of its largest threshold times `thresholdScale`, for output neurons
 * `thresholdScaleOut`, `W = 2^(bitsPerWeight - 1) - 1` and `M = 2^(bitsPerThreshold - 1) - 1`; `s = 1` in place of `W / m` where there is no
 * weight. Weights and biases become `round(x * s)`, thresholds `round(x * thresholdScale * s)` or with `thresholdScaleOut`.
 */
export interface QuantizeOptions {
  /** Default `global`. */
  readonly method?: QuantizeMethod | undefined;
  /**
   * Not for `channel`: `m` is the spread of the weights, `|mean| + 2 std`, instead of the largest; what is beyond is clipped,
   * which the warning `WEIGHTS_CLIPPED` tells. Default `false`.
   */
  readonly fuzzyScaling?: boolean | undefined;
  /** Signed word of a weight and of a bias, 2 to 31. Default 8, as on every Xylo. */
  readonly bitsPerWeight?: number | undefined;
  /** Signed word of a threshold, 2 to 31. Default 16, as on every Xylo. */
  readonly bitsPerThreshold?: number | undefined;
  /**
   * Not for `global`: no factor exceeds that of the method `global`, its limit by thresholds included, times this, at least 1.
   * With 1 and all weights unclipped the result is the one of `global`, but for neurons without weights. Default: no cap.
   */
  readonly scaleCap?: number | undefined;
  /**
   * `m` is this percentile of the magnitudes of the weights that are not 0, over 0 to 100: the least magnitude that so many
   * per cent do not exceed. Larger weights are clipped to `W`, which the warning `WEIGHTS_CLIPPED` tells; biases are not
   * clipped, and `global` and `layer` make room for the largest. Default 100, the largest weight.
   */
  readonly clipPercentile?: number | undefined;
  /** What thresholds are multiplied with besides the factor, over 0: less than 1 makes neurons fire more. Default 1. */
  readonly thresholdScale?: number | undefined;
  /** The same of output neurons, over 0. Default: `thresholdScale`. */
  readonly thresholdScaleOut?: number | undefined;
  /** Default `nearest`. */
  readonly dashRounding?: DashRounding | undefined;
  /**
   * Reproduce another tool's values instead of the correct ones; where that tool crashes, `REFERENCE_FAILS` is thrown. Goes
   * with the methods `global` and `channel`, `fuzzyScaling` and the bits only.
   * Not reproduced of Rockpool 3.0.3: that it overwrites the caller's biases, the garbage that fuzzy scaling makes of a
   * group without weights, and its failures on arrays of size 0. Default: the correct ones.
   */
  readonly compat?: QuantizeCompat | undefined;
}

/** All options, defaults filled in. */
export interface SettledOptions {
  readonly method: QuantizeMethod;
  readonly fuzzyScaling: boolean;
  readonly bitsPerWeight: number;
  readonly bitsPerThreshold: number;
  readonly scaleCap: number;
  readonly clipPercentile: number;
  readonly thresholdScale: number;
  readonly thresholdScaleOut: number;
  readonly dashRounding: DashRounding;
  readonly compat: QuantizeCompat | undefined;
}

/** Options with defaults filled in, and the largest integers that follow from them. */
export interface Settings extends SettledOptions {
  /** Largest magnitude of a weight, `W = 2^(bitsPerWeight - 1) - 1`: the range in use is symmetric. */
  readonly maxWeight: number;
  /** Largest magnitude of a threshold, `M = 2^(bitsPerThreshold - 1) - 1`. */
  readonly maxThreshold: number;
}

/** Fills in the defaults. Throws `QUANTIZE_OPTIONS_INVALID` with every option, and every pair of them, that cannot be. */
export function settle({
  method = 'global',
  fuzzyScaling = false,
  bitsPerWeight = 8,
  bitsPerThreshold = 16,
  scaleCap = Number.POSITIVE_INFINITY,
  clipPercentile = 100,
  thresholdScale = 1,
  thresholdScaleOut = thresholdScale,
  dashRounding = 'nearest',
  compat,
}: QuantizeOptions): Settings {
  const settled: SettledOptions = {
    method,
    fuzzyScaling,
    bitsPerWeight,
    bitsPerThreshold,
    scaleCap,
    clipPercentile,
    thresholdScale,
    thresholdScaleOut,
    dashRounding,
    compat,
  };
  const issues = optionIssues(settled);
  if (issues.length > 0) throw new XylopipeError('QUANTIZE_OPTIONS_INVALID', 'cannot quantize like this', { issues });
  return {
    ...settled,
    maxWeight: 2 ** (bitsPerWeight - 1) - 1,
    maxThreshold: 2 ** (bitsPerThreshold - 1) - 1,
  };
}
