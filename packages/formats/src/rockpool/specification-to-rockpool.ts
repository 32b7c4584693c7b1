import {
  type AnySpec,
  type Checked,
  checkSpecShapes,
  type Issue,
  type MappedSpec,
  type Nested,
  type QuantizedSpec,
  refuseOnErrors,
  specSizes,
  type Tensor,
  type TensorData,
  tensorToNested,
} from '@xylopipe/core';
import { builderIssues, builderOf } from './configuration-builders.js';

/** How a dictionary is written. */
export interface RockpoolSpecificationOptions {
  /**
   * The key of hidden biases: `bias` is what Rockpool's mappers, quantizers and `XyloSim.from_specification` call them,
   * `bias_hidden` what `config_from_specification` does. Default: both of a quantized specification, `bias` of a mapped one,
   * as a quantizer would leave the other as it is. `config_from_specification` and the quantizers pass over keys that they
   * do not know; that `XyloSim.from_specification` does is assumed. Where all are 0, neither is written.
   */
  readonly biasName?: 'bias' | 'bias_hidden' | 'both' | undefined;
}

/** Rockpool's dictionary of a specification; arrays as nested lists. */
export interface RockpoolSpecification {
  /** `(Nin, Nien, S)`; `(Nin, Nien)` for SYNS61300 with one synapse. */
  readonly weights_in: Nested;
  /** `(Nhidden, Nhidden, S)`, likewise. */
  readonly weights_rec: Nested;
  /** `(Noen, Nout)`; as many rows as hidden neurons for SYNS61201 and older. */
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
  /** Absent where all are 0: the chip's biases stay switched off. */
  readonly bias?: readonly number[];
  readonly bias_hidden?: readonly number[];
  readonly bias_out?: readonly number[];
  /** Absent where there is none: the chip's aliases stay switched off. */
  readonly aliases?: readonly (readonly number[])[];
  /** Seconds. */
  readonly dt: number;
}

/**
 * A specification as the dictionary that Rockpool's `XyloSim.from_specification(**spec)` and
 * `config_from_specification(**spec)` take, without keys of ours; `specificationFromJson` reads it back. Rockpool wants
 * NumPy arrays: `{k: v if np.isscalar(v) or k == "aliases" else np.array(v) for k, v in json.load(file).items()}`, with
 * `np.array(v, dtype=float)` for a mapped specification, whose arrays may happen to hold whole numbers only.
 *
 * Warnings come for what `config_from_specification` would change: values of more bits than it keeps, second synapses and
 * biases that it does not know, more hidden neurons at inputs or outputs than it takes, more than one alias target. One
 * more comes for layers, which the dictionary cannot hold.
 * @throws SPEC_INVALID with all issues: arrays that disagree, or are empty, so that lists cannot tell their shape.
 */
export function specificationToRockpool(
  spec: MappedSpec | QuantizedSpec,
  { biasName = spec.stage === 'mapped' ? 'bias' : 'both' }: RockpoolSpecificationOptions = {},
): Checked<RockpoolSpecification> {
  const issues = [...checkSpecShapes(spec)];
  if (issues.length === 0) issues.push(...emptyArrays(spec), ...builderIssues(spec), ...leftOut(spec));
  refuseOnErrors(issues, 'SPEC_INVALID', 'not a specification for Rockpool', { who: spec.chipId });
  const { isFlat, hasDenseOutput } = builderOf(spec.chipId);
  const weights = (tensor: Tensor<TensorData>): Nested =>
    tensorToNested(isFlat && tensor.shape[2] === 1 ? { ...tensor, shape: tensor.shape.slice(0, 2) } : tensor);
  const bias = nonZero(spec.bias);
  const biasOut = nonZero(spec.biasOut);
  const value: RockpoolSpecification = {
    weights_in: weights(spec.weightsIn),
    weights_rec: weights(spec.weightsRec),
    weights_out: hasDenseOutput ? withAllSources(spec) : tensorToNested(spec.weightsOut),
    weight_shift_in: spec.weightShiftIn,
    weight_shift_rec: spec.weightShiftRec,
    weight_shift_out: spec.weightShiftOut,
    dash_mem: Array.from(spec.dashMem),
    dash_syn: Array.from(spec.dashSyn),
    dash_syn_2: Array.from(spec.dashSyn2),
    dash_mem_out: Array.from(spec.dashMemOut),
    dash_syn_out: Array.from(spec.dashSynOut),
    threshold: Array.from(spec.threshold),
    threshold_out: Array.from(spec.thresholdOut),
    ...(bias && biasName !== 'bias_hidden' ? { bias } : {}),
    ...(bias && biasName !== 'bias' ? { bias_hidden: bias } : {}),
    ...(biasOut ? { bias_out: biasOut } : {}),
    ...(spec.aliases.some((targets) => targets.length > 0) ? { aliases: spec.aliases } : {}),
    dt: spec.dt,
  };
  return { value, issues };
}

const nonZero = (values: ArrayLike<number>): readonly number[] | undefined => {
  const list = Array.from(values);
  return list.some((value) => value !== 0) ? list : undefined;
};

/** Output weights of all hidden neurons: those that the specification leaves out are the first ones. */
function withAllSources(spec: AnySpec): Nested {
  const { hidden, outputExpansion, outputs } = specSizes(spec);
  const silent = Array.from({ length: hidden - outputExpansion }, () => new Array<number>(outputs).fill(0));
  return [...silent, ...(tensorToNested(spec.weightsOut) as readonly Nested[])];
}

/** Nested lists end where a dimension is 0, and lose the others. */
const emptyArrays = (spec: AnySpec): readonly Issue[] =>
  (['weightsIn', 'weightsRec', 'weightsOut'] as const)
    .filter((key) => spec[key].shape.includes(0))
    .map((key) => ({
      code: 'SPEC_EMPTY',
      severity: 'error',
      at: [key],
      measured: `(${spec[key].shape.join(', ')})`,
      message: 'nested lists cannot tell the shape of an array without elements',
      hint: 'Rockpool needs a network with inputs, hidden neurons and outputs',
    }));

const leftOut = ({ layers }: AnySpec): readonly Issue[] =>
  layers.length === 0
    ? []
    : [
        {
          code: 'NOT_IN_FILE',
          severity: 'warning',
          at: ['layers'],
          message: "Rockpool's dictionary has no layers: where each one lies is left out",
          hint: 'keep the specification in our own format as well',
        },
      ];
