import {
  type Checked,
  type DeviceConfig,
  deviceConfigFromSpec,
  errorsIn,
  type Issue,
  isXylopipeError,
  type MappedSpec,
  type QuantizedSpec,
} from '@xylopipe/core';
import { type QuantizeOptions, quantize } from '@xylopipe/quantize';
import { integersDigest } from './integers-digest.js';
import type { Score } from './trial.js';

/** What a recipe gives, before anything is simulated. */
export interface Prepared<C> {
  /** What the chip is to be configured with; `null` where the quantizer or the chip refuses. */
  readonly candidate: C | null;
  /** The same for the same integers; absent where there are none. */
  readonly digest?: string | undefined;
  /** Why it is refused, or what there is to say. */
  readonly issues: readonly Issue[];
}

/** How recipes are tried, in two steps: integers that an earlier recipe gave need no second one. */
export interface Evaluator<C = DeviceConfig> {
  /** Quantizes. Whatever it throws ends the search. */
  prepare(recipe: QuantizeOptions): Prepared<C>;
  /** Simulates and judges. Whatever it throws ends the search. */
  score(candidate: C, signal: AbortSignal | undefined): Promise<Score>;
}

/** How a network is tried on its chip. */
export interface EvaluatorOptions {
  /** The network on its chip, to be quantized. */
  readonly mapped: MappedSpec;
  /** Words of the chip. Default: those of every Xylo. */
  readonly bits?: Pick<QuantizeOptions, 'bitsPerWeight' | 'bitsPerThreshold'> | undefined;
  /**
   * Makes a configuration; an error of ours that it throws is the chip's refusal. Default: any integers will do.
   */
  readonly configure?: ((quantized: QuantizedSpec) => Checked<DeviceConfig>) | undefined;
  /** Simulates and judges: see `Tally`. */
  readonly score: Evaluator['score'];
}

/** Tries recipes on a network: quantizes it, asks the chip, and has the configuration scored. */
export const evaluator = ({ mapped, bits, configure = anyIntegers, score }: EvaluatorOptions): Evaluator => ({
  prepare: (recipe) => {
    try {
      const quantized = quantize(mapped, { ...bits, ...recipe });
      const config = configure(quantized.value);
      const issues = [...quantized.issues, ...config.issues];
      return { candidate: config.value, digest: integersDigest(quantized.value), issues };
    } catch (error) {
      return { candidate: null, issues: refusalOf(error) };
    }
  },
  score,
});

const anyIntegers = (quantized: QuantizedSpec): Checked<DeviceConfig> => ({
  value: deviceConfigFromSpec(quantized),
  issues: [],
});

function refusalOf(error: unknown): readonly Issue[] {
  if (!isXylopipeError(error)) throw error;
  const { code, message, hint, issues } = error;
  const whole: Issue = { code, severity: 'error', at: [], message: message.split('\n', 1)[0] as string, hint };
  return errorsIn(issues).length > 0 ? issues : [whole, ...issues];
}
