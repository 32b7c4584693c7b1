import { type Checked, type MappedSpec, type Nested, type QuantizedSpec, XylopipeError } from '@xylopipe/core';

/** How a dictionary is written. */
export interface RockpoolSpecificationOptions {
  /**
   * The key of hidden biases: `bias` is what Rockpool's mappers, quantizers and `XyloSim.from_specification` call them,
   * `bias_hidden` what `config_from_specification` does. Default: both, as each of them passes over the other key.
   */
  readonly biasName?: 'bias' | 'bias_hidden' | 'both' | undefined;
}

/** Rockpool's dictionary of a specification; arrays as nested lists. */
export interface RockpoolSpecification {
  readonly weights_in: Nested;
  readonly weights_rec: Nested;
  readonly weights_out: Nested;
  readonly weight_shift_in: number;
  readonly weight_shift_rec: number;
  readonly weight_shift_out: number;
  readonly dash_mem: readonly number[];
  readonly dash_syn: readonly number[];
  readonly dash_syn_2: readonly number[];
  readonly dash_mem_out: readonly number[];
  readonly dash_syn_out: readonly number[];
  readonly threshold: readonly number[];
  readonly threshold_out: readonly number[];
  readonly bias?: readonly number[];
  readonly bias_hidden?: readonly number[];
  readonly bias_out?: readonly number[];
  readonly aliases?: readonly (readonly number[])[];
  readonly dt: number;
}

/**
 * A specification as the dictionary that Rockpool's `XyloSim.from_specification(**spec)` and
 * `config_from_specification(**spec)` take, without keys of ours.
 * @throws SPEC_INVALID with all issues: arrays that disagree, or are empty, so that lists cannot tell their shape.
 */
export function specificationToRockpool(
  spec: MappedSpec | QuantizedSpec,
  options: RockpoolSpecificationOptions = {},
): Checked<RockpoolSpecification> {
  throw new XylopipeError('SPEC_INVALID', `not written yet: ${spec.chipId} ${options.biasName}`);
}
