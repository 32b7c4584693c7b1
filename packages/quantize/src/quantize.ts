import {
  type Checked,
  defineStage,
  integerSpec,
  type MappedSpec,
  type QuantizedSpec,
  refuseOnErrors,
  type Stage,
} from '@xylopipe/core';
import { inputIssues, resultIssues } from './checks.js';
import { type Clipped, clipWeights } from './clip.js';
import { roundDashes } from './dashes.js';
import { factorsOf } from './factors.js';
import { layerIssues } from './groups.js';
import { type QuantizeOptions, type Settings, settle } from './options.js';
import { rockpoolChannel } from './rockpool/channel.js';
import { rockpoolGlobal } from './rockpool/global.js';
import { applyFactors } from './scale.js';

/**
 * Turns a specification into integers: weights, thresholds and biases times a factor, rounded half to even; dashes as they
 * are, rounded. Factors bring the largest weight to `W = 2^(bitsPerWeight - 1) - 1`, unless a threshold would then
 * exceed `2^(bitsPerThreshold - 1) - 1`; {@link QuantizeOptions} has the formula. Pure: `spec` is not changed; everything
 * that is not a number per weight or neuron is carried over.
 * @returns with warnings `VALUE_RANGE` for integers that do not fit their word (biases and dashes may), and
 * `WEIGHTS_CLIPPED`, one for each matrix of which options left weights to be clipped.
 * @throws QUANTIZE_OPTIONS_INVALID with every bad option.
 * @throws QUANTIZE_REFUSED with an issue per value: `NOT_FINITE` input, `VALUE_RANGE` for a result beyond 32 bits,
 * `SPEC_SHAPE` for arrays that disagree, `LAYERS_UNKNOWN` and `LAYER_NAME_TWICE` with method `layer`.
 * @throws REFERENCE_FAILS with `compat` only, where the reproduced tool crashes.
 */
export function quantize(spec: MappedSpec, options: QuantizeOptions = {}): Checked<QuantizedSpec> {
  const settings = settle(options);
  const layers = settings.method === 'layer' ? layerIssues(spec) : [];
  refuseOnErrors([...inputIssues(spec), ...layers], 'QUANTIZE_REFUSED', 'not a specification that can be scaled', {
    who: spec.chipId,
  });
  const { fields, issues: clipped } = scaledFields(spec, settings);
  const rounded = { ...spec, ...roundDashes(spec, settings.dashRounding), ...fields };
  const issues = [...clipped, ...resultIssues(rounded, settings)];
  refuseOnErrors(issues, 'QUANTIZE_REFUSED', 'the integers are too large', { who: spec.chipId });
  return { value: integerSpec(rounded), issues };
}

/** `quantize` with one factor for all hidden and one for all output neurons: keeps their relations exactly. */
export const globalQuantize = (
  spec: MappedSpec,
  options: Omit<QuantizeOptions, 'method' | 'scaleCap'> = {},
): Checked<QuantizedSpec> => quantize(spec, { ...options, method: 'global' });

/** `quantize` with one factor per neuron: uses the whole range of a weight for each. */
export const channelQuantize = (
  spec: MappedSpec,
  options: Omit<QuantizeOptions, 'method' | 'fuzzyScaling'> = {},
): Checked<QuantizedSpec> => quantize(spec, { ...options, method: 'channel' });

/** `quantize` as a stage of a pipeline. */
export const quantizeStage = (options: QuantizeOptions = {}): Stage<MappedSpec, QuantizedSpec, 'quantize'> =>
  defineStage('quantize', (spec) => quantize(spec, options));

function scaledFields(spec: MappedSpec, settings: Settings): Clipped {
  if (settings.compat !== undefined) {
    const reproduce = settings.method === 'channel' ? rockpoolChannel : rockpoolGlobal;
    return { fields: reproduce(spec, settings), issues: [] };
  }
  const scaled = withThresholds(spec, settings);
  return clipWeights(applyFactors(scaled, factorsOf(scaled, settings)), settings);
}

const withThresholds = (spec: MappedSpec, { thresholdScale, thresholdScaleOut }: Settings): MappedSpec => ({
  ...spec,
  threshold: spec.threshold.map((x) => x * thresholdScale),
  thresholdOut: spec.thresholdOut.map((x) => x * thresholdScaleOut),
});
