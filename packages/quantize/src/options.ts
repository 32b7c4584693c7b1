import { type Issue, XylopipeError } from '@xylopipe/core';

/** `global`: one factor for all hidden and one for all output neurons. `channel`: one factor per neuron. */
export type QuantizeMethod = 'global' | 'channel';

/** Tools whose values can be reproduced, defects included. */
export type QuantizeCompat = 'rockpool-3.0.3';

/** How to turn real numbers into integers. */
export interface QuantizeOptions {
  /** Default `global`. */
  readonly method?: QuantizeMethod | undefined;
  /** `global` only: scale by the spread of the weights instead of the largest, and clip what is beyond. Default `false`. */
  readonly fuzzyScaling?: boolean | undefined;
  /** Signed word of a weight and of a bias, 2 to 31. Default 8, as on every Xylo. */
  readonly bitsPerWeight?: number | undefined;
  /** Signed word of a threshold, 2 to 31. Default 16, as on every Xylo. */
  readonly bitsPerThreshold?: number | undefined;
  /**
   * Reproduce another tool's values instead of the correct ones; where that tool crashes, `REFERENCE_FAILS` is thrown.
   * Not reproduced of Rockpool 3.0.3: that it overwrites the caller's biases, the garbage that fuzzy scaling makes of a
   * group without weights, and its failures on arrays of size 0. Default: the correct ones.
   */
  readonly compat?: QuantizeCompat | undefined;
}

/** Options with defaults filled in, and the largest integers that follow from them. */
export interface Settings {
  readonly method: QuantizeMethod;
  readonly fuzzyScaling: boolean;
  readonly bitsPerWeight: number;
  readonly bitsPerThreshold: number;
  readonly compat: QuantizeCompat | undefined;
  /** Largest magnitude of a weight, `W = 2^(bitsPerWeight - 1) - 1`: the range in use is symmetric. */
  readonly maxWeight: number;
  /** Largest magnitude of a threshold, `M = 2^(bitsPerThreshold - 1) - 1`. */
  readonly maxThreshold: number;
}

const METHODS: readonly string[] = ['global', 'channel'] satisfies QuantizeMethod[];
const COMPATS: readonly string[] = ['rockpool-3.0.3'] satisfies QuantizeCompat[];
const MIN_BITS = 2;
const MAX_BITS = 31;

/** Fills in the defaults. Throws `QUANTIZE_OPTIONS_INVALID` with every option that cannot be. */
export function settle({
  method = 'global',
  fuzzyScaling = false,
  bitsPerWeight = 8,
  bitsPerThreshold = 16,
  compat,
}: QuantizeOptions): Settings {
  const issues: Issue[] = [];
  if (!METHODS.includes(method)) issues.push(unknown('UNKNOWN_METHOD', 'method', method, METHODS));
  if (compat !== undefined && !COMPATS.includes(compat)) {
    issues.push(unknown('UNKNOWN_COMPAT', 'compat', compat, COMPATS));
  }
  if (!isWord(bitsPerWeight)) issues.push(badBits('bitsPerWeight', bitsPerWeight));
  if (!isWord(bitsPerThreshold)) issues.push(badBits('bitsPerThreshold', bitsPerThreshold));
  if (fuzzyScaling && method === 'channel') {
    issues.push({
      code: 'FUZZY_WITH_CHANNEL',
      severity: 'error',
      at: ['fuzzyScaling'],
      message: 'the channel method has no fuzzy scaling',
      hint: 'leave fuzzyScaling out, or use method "global"',
    });
  }
  if (issues.length > 0) throw new XylopipeError('QUANTIZE_OPTIONS_INVALID', 'cannot quantize like this', { issues });
  return {
    method,
    fuzzyScaling,
    bitsPerWeight,
    bitsPerThreshold,
    compat,
    maxWeight: 2 ** (bitsPerWeight - 1) - 1,
    maxThreshold: 2 ** (bitsPerThreshold - 1) - 1,
  };
}

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

const unknown = (code: string, option: string, measured: string, known: readonly string[]): Issue => ({
  code,
  severity: 'error',
  at: [option],
  measured,
  limit: known.join(', '),
  message: `there is no ${option} "${measured}"`,
  hint: `use ${known.map((name) => `"${name}"`).join(' or ')}`,
});
