import {
  type Checked,
  checkSpecShapes,
  type Issue,
  integerSpec,
  type MappedSpec,
  mappedSpecFromJson,
  numberList,
  parseJson,
  type QuantizedSpec,
  quantizedSpecFromJson,
  refuseOnErrors,
  type SpecFields,
  type SpecStage,
  type Tensor,
  tensorSchema,
  XylopipeError,
  zeros,
} from '@xylopipe/core';
import { z } from 'zod';
import { withFewIssues } from './with-few-issues.js';

/** What a file without our header does not say. */
export interface SpecificationOptions {
  /** Chip that the specification is for; needed where the file does not say, an error where it says otherwise. */
  readonly chipId?: string | undefined;
  /** Seconds per timestep, likewise. */
  readonly dt?: number | undefined;
  /** Whether it is quantized. Default: what the header says; without one, whether all its numbers are whole. */
  readonly stage?: SpecStage | undefined;
}

/**
 * Reads a specification: our own file, or a dictionary as Rockpool's mappers and quantizers return it, where
 * - weights may have 2 dimensions, of one synapse per neuron, and arrays may be nested lists, `{shape, data}` or
 *   `{shape, idx, val}`;
 * - `bias_hidden`, the name that Rockpool's configuration builders want, is the same as `bias`; there may be both;
 * - what is missing or null means none: zeros for `bias`, `bias_out`, `dash_syn_2`, `weights_rec` and the weight shifts, no
 *   aliases;
 * - `mapped_graph` is ignored with a warning.
 * @throws SPEC_INVALID with the issues of all fields, the first ten of each: unknown and missing keys, values that are no
 * numbers, arrays that disagree.
 */
export const specificationFromJson = (
  json: unknown,
  options: SpecificationOptions = {},
): Checked<MappedSpec | QuantizedSpec> => withFewIssues(() => readSpecification(json, options));

function readSpecification(json: unknown, options: SpecificationOptions): Checked<MappedSpec | QuantizedSpec> {
  if (typeof json === 'object' && json !== null && 'format' in json) {
    const spec = ownSpecification(json, options);
    refuseOnErrors(contradictions(spec, options), 'SPEC_INVALID', 'not the specification that was asked for');
    return { value: spec, issues: [] };
  }
  const read = parseJson(rockpoolSchema, json, 'SPEC_INVALID', 'specification');
  const fields = filledIn(read, options);
  const issues = [...contradictions(fields, options), ...remarksOn(read, options), ...checkSpecShapes(fields)];
  refuseOnErrors(issues, 'SPEC_INVALID', 'not a valid specification');
  const stage = options.stage ?? (isWhole(fields) ? 'quantized' : 'mapped');
  return { value: stage === 'quantized' ? integerSpec(fields) : { stage, ...fields }, issues };
}

const values = tensorSchema(1).transform(({ data }) => data);
const optionalValues = values.nullish();

const rockpoolSchema = z.strictObject({
  weights_in: tensorSchema(),
  weights_rec: tensorSchema().nullish(),
  weights_out: tensorSchema(2),
  weight_shift_in: z.int().nonnegative().nullish(),
  weight_shift_rec: z.int().nonnegative().nullish(),
  weight_shift_out: z.int().nonnegative().nullish(),
  dash_mem: values,
  dash_syn: values,
  dash_syn_2: optionalValues,
  dash_mem_out: values,
  dash_syn_out: values,
  threshold: values,
  threshold_out: values,
  bias: optionalValues,
  bias_hidden: optionalValues,
  bias_out: optionalValues,
  aliases: z.array(numberList()).nullish(),
  dt: z.number().nullish(),
  mapped_graph: z.unknown().optional(),
});

type RockpoolSpec = z.output<typeof rockpoolSchema>;
type Fields = SpecFields<Float64Array, Float64Array>;

function ownSpecification(json: object, { stage }: SpecificationOptions): MappedSpec | QuantizedSpec {
  const quantized = (stage ?? ('stage' in json ? json.stage : undefined)) === 'quantized';
  return quantized ? quantizedSpecFromJson(json) : mappedSpecFromJson(json);
}

/** Most hidden neurons for which missing recurrent weights are filled in: the zeros grow with their square. */
const MAX_FILLED_IN = 8000;

/** All fields; an empty chip id and a timestep of 1 s where the file lacks them, which is refused afterwards. */
function filledIn(read: RockpoolSpec, options: SpecificationOptions): Fields {
  const hidden = read.dash_mem.length;
  const outputs = read.dash_mem_out.length;
  const weightsIn = withSynapses(read.weights_in);
  return {
    chipId: options.chipId ?? '',
    dt: read.dt ?? options.dt ?? 1,
    weightsIn,
    weightsRec: read.weights_rec ? withSynapses(read.weights_rec) : noWeights(hidden, weightsIn.shape[2] ?? 1),
    weightsOut: read.weights_out,
    weightShiftIn: read.weight_shift_in ?? 0,
    weightShiftRec: read.weight_shift_rec ?? 0,
    weightShiftOut: read.weight_shift_out ?? 0,
    dashMem: read.dash_mem,
    dashSyn: read.dash_syn,
    dashSyn2: read.dash_syn_2 ?? new Float64Array(hidden),
    dashMemOut: read.dash_mem_out,
    dashSynOut: read.dash_syn_out,
    threshold: read.threshold,
    thresholdOut: read.threshold_out,
    bias: read.bias ?? read.bias_hidden ?? new Float64Array(hidden),
    biasOut: read.bias_out ?? new Float64Array(outputs),
    aliases: read.aliases ?? Array.from({ length: hidden }, () => []),
    layers: [],
  };
}

function noWeights(hidden: number, synapses: number): Tensor {
  if (hidden <= MAX_FILLED_IN && synapses <= 2) return zeros([hidden, hidden, synapses]);
  throw new XylopipeError('SPEC_INVALID', `weights_rec is missing for ${hidden} neurons of ${synapses} synapses`, {
    hint: 'give weights_rec, e.g. as {"shape": [...], "idx": [], "val": []}',
  });
}

/** Rockpool leaves out the synapse dimension where every neuron has one synapse. */
const withSynapses = ({ shape, data }: Tensor): Tensor => ({ shape: shape.length === 2 ? [...shape, 1] : shape, data });

function contradictions(spec: Pick<Fields, 'chipId' | 'dt'>, options: SpecificationOptions): readonly Issue[] {
  return (['chipId', 'dt'] as const).flatMap((key) => {
    const asked = options[key];
    if (asked === undefined || asked === spec[key]) return [];
    const message = `the file says another ${key}`;
    return [{ code: 'SPEC_CONTRADICTS', severity: 'error', at: [key], measured: spec[key], limit: asked, message }];
  });
}

function remarksOn(read: RockpoolSpec, options: SpecificationOptions): readonly Issue[] {
  const remarks: Issue[] = [];
  const missing = (at: string): void => {
    const message = `a specification without header does not say its ${at}`;
    remarks.push({ code: 'SPEC_INCOMPLETE', severity: 'error', at: [at], message, hint: `give the option "${at}"` });
  };
  if (options.chipId === undefined) missing('chipId');
  if ((read.dt ?? options.dt) === undefined) missing('dt');
  const { bias, bias_hidden } = read;
  if (bias && bias_hidden && !(bias.length === bias_hidden.length && bias.every((b, i) => b === bias_hidden[i]))) {
    const message = 'bias and bias_hidden are two names of the same thing, and differ';
    remarks.push({ code: 'SPEC_AMBIGUOUS', severity: 'error', at: ['bias_hidden'], message, hint: 'keep one of them' });
  }
  if (read.mapped_graph !== undefined) {
    const message = 'the graph is not read: a specification says everything without it';
    remarks.push({ code: 'IGNORED_KEY', severity: 'warning', at: ['mapped_graph'], message });
  }
  return remarks;
}

const isWhole = (spec: Fields): boolean =>
  Object.values(spec).every((value: Fields[keyof Fields]) => {
    const data = typeof value === 'object' && 'data' in value ? value.data : value;
    return !(data instanceof Float64Array) || data.every(Number.isInteger);
  });
