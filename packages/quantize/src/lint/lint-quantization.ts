import { type Issue, type MappedSpec, type QuantizedSpec, refuseOnErrors } from '@xylopipe/core';
import { dashColumns } from './dash-columns.js';
import { driveColumns } from './drive-columns.js';
import { findings } from './findings.js';
import { cutOffNeurons, deadNeurons } from './life-columns.js';
import { type LintOptions, lintLimits } from './lint-limits.js';
import { mismatches } from './mismatch.js';
import type { NeuronLint } from './neuron-lint.js';
import { type NeuronPairs, neuronPairs } from './neuron-pairs.js';
import { weightColumns } from './weight-columns.js';

/** What quantization did to a network. */
export interface QuantizationLint {
  /** A warning for each kind of finding, hidden and output neurons apart, with the worst place and what to try. */
  readonly issues: readonly Issue[];
  readonly hidden: NeuronLint;
  readonly outputs: NeuronLint;
}

/**
 * Looks at a specification before and after quantization: what was lost, and what may go wrong on the chip. Nothing is
 * simulated, and it does not matter who quantized, or how: factors are read off the weights.
 *
 * Warnings: `WEIGHTS_LOST`, `SYNAPSES_DEAD` (sources that lost both of their weights, where there are two synapses),
 * `NEURON_DEAD`, `NEURON_CUT_OFF`, `THRESHOLD_ZERO`, `THRESHOLD_LIMITED`, `THRESHOLD_SHIFTED`, `THRESHOLD_UNREACHABLE`,
 * `BIAS_LOST`, `BIAS_ERROR`, `FEW_BITS`, `WEIGHT_ERROR`, `DASH_ROUNDED`, `SATURATION_RISK`.
 * @throws SPEC_MISMATCH with all that keeps the two from being the same network: shapes, chip, aliases; real numbers that
 * are none.
 * @throws LINT_OPTIONS_INVALID with every limit that is not one.
 */
export function lintQuantization(
  mapped: MappedSpec,
  quantized: QuantizedSpec,
  options: LintOptions = {},
): QuantizationLint {
  const limits = lintLimits(options);
  refuseOnErrors(mismatches(mapped, quantized), 'SPEC_MISMATCH', 'not one network before and after quantization', {
    who: mapped.chipId,
  });
  const pairs = neuronPairs(mapped, quantized);
  const hidden = lintNeurons(pairs.hidden, cutOffNeurons(mapped, quantized));
  const outputs = lintNeurons(pairs.outputs, new Uint8Array(pairs.outputs.count));
  const issues = [...findings(pairs.hidden, hidden, limits), ...findings(pairs.outputs, outputs, limits)];
  return { issues, hidden, outputs };
}

function lintNeurons(pairs: NeuronPairs, cutOff: Uint8Array): NeuronLint {
  const weights = weightColumns(pairs);
  const { mapped, quantized } = pairs.threshold;
  return {
    count: pairs.count,
    ...weights,
    dead: deadNeurons(pairs, weights),
    cutOff,
    threshold: quantized.slice(),
    thresholdError: mapped.map((real, n) => percentOff(quantized[n] as number, real * (weights.factor[n] as number))),
    ...driveColumns(pairs),
    ...dashColumns(pairs),
  };
}

/** NaN where nothing was to be expected. */
const percentOff = (found: number, expected: number): number =>
  expected === 0 ? Number.NaN : 100 * (found / expected - 1);
