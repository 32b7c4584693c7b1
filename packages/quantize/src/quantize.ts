import {
  type Checked,
  defineStage,
  integerSpec,
  type MappedSpec,
  type QuantizedSpec,
  refuseOnErrors,
  roundHalfEven,
  type Stage,
} from '@xylopipe/core';
import { channelScales } from './channel.js';
import { inputIssues, resultIssues } from './checks.js';
import { globalScales } from './global.js';
import { type QuantizeOptions, type Settings, settle } from './options.js';
import { rockpoolChannel } from './rockpool/channel.js';
import { rockpoolGlobal } from './rockpool/global.js';
import { applyScales, type ScaledFields } from './scale.js';

/**
 * Turns a specification into integers: weights, thresholds and biases times a factor, dashes as they are, all rounded
 * half to even. Factors bring the largest weight to `W = 2^(bitsPerWeight - 1) - 1`, unless a threshold would then
 * exceed `2^(bitsPerThreshold - 1) - 1`. Pure: `spec` is not changed; everything that is not a number per weight or
 * neuron is carried over.
 * @returns with warnings `VALUE_RANGE` for integers that do not fit their word: biases and dashes may.
 * @throws QUANTIZE_OPTIONS_INVALID with every bad option.
 * @throws QUANTIZE_REFUSED with an issue per value: `NOT_FINITE` input, `VALUE_RANGE` for a result beyond 32 bits,
 * `SPEC_SHAPE` for arrays that disagree.
 * @throws REFERENCE_FAILS with `compat` only, where the reproduced tool crashes.
 */
export function quantize(spec: MappedSpec, options: QuantizeOptions = {}): Checked<QuantizedSpec> {
  const settings = settle(options);
  refuseOnErrors(inputIssues(spec), 'QUANTIZE_REFUSED', 'not a specification of real numbers', { who: spec.chipId });
  const rounded = { ...spec, ...roundedDashes(spec), ...scaledFields(spec, settings) };
  const issues = resultIssues(rounded, settings);
  refuseOnErrors(issues, 'QUANTIZE_REFUSED', 'the integers are too large', { who: spec.chipId });
  return { value: integerSpec(rounded), issues };
}

/** `quantize` with one factor for all hidden and one for all output neurons: keeps their relations exactly. */
export const globalQuantize = (
  spec: MappedSpec,
  options: Omit<QuantizeOptions, 'method'> = {},
): Checked<QuantizedSpec> => quantize(spec, { ...options, method: 'global' });

/** `quantize` with one factor per neuron: uses the whole range of a weight for each. */
export const channelQuantize = (
  spec: MappedSpec,
  options: Omit<QuantizeOptions, 'method' | 'fuzzyScaling'> = {},
): Checked<QuantizedSpec> => quantize(spec, { ...options, method: 'channel' });

/** `quantize` as a stage of a pipeline. */
export const quantizeStage = (options: QuantizeOptions = {}): Stage<MappedSpec, QuantizedSpec, 'quantize'> =>
  defineStage('quantize', (spec) => quantize(spec, options));

function scaledFields(spec: MappedSpec, settings: Settings): ScaledFields {
  const channel = settings.method === 'channel';
  if (settings.compat !== undefined) return (channel ? rockpoolChannel : rockpoolGlobal)(spec, settings);
  return applyScales(spec, (channel ? channelScales : globalScales)(spec, settings), settings);
}

const roundedDashes = (spec: MappedSpec) => ({
  dashMem: spec.dashMem.map(roundHalfEven),
  dashSyn: spec.dashSyn.map(roundHalfEven),
  dashSyn2: spec.dashSyn2.map(roundHalfEven),
  dashMemOut: spec.dashMemOut.map(roundHalfEven),
  dashSynOut: spec.dashSynOut.map(roundHalfEven),
});
