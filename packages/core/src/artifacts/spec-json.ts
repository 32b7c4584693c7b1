import { z } from 'zod';
import { type TensorData, tensorToNested } from '../data/tensor.js';
import { XylopipeError } from '../issues/error.js';
import { type JsonValue, numberList, parseJson } from './json.js';
import { type AnySpec, checkSpecShapes, type SpecFields } from './spec-fields.js';
import { tensorSchema } from './tensor-json.js';

/** The two stages whose artifact is a specification. */
export type SpecStage = 'mapped' | 'quantized';

/** What a specification of a stage must be. */
function schemaOf(stage: SpecStage) {
  const layer = z
    .strictObject({
      name: z.string(),
      role: z.enum(['hidden', 'output']),
      first_id: z.int(),
      count: z.int(),
      first_neuron: z.int().optional(),
    })
    // In the order in which the mapper has them: files of one network are equal to the byte.
    .transform(({ name, role, first_id, count, first_neuron }) => ({
      name,
      role,
      firstId: first_id,
      count,
      ...(first_neuron === undefined ? {} : { firstNeuron: first_neuron }),
    }));

  const values = numberList().transform((list) => Float64Array.from(list));
  const shift = z.int().nonnegative();
  return z.strictObject({
    format: z.literal('xylopipe/specification'),
    version: z.literal(1),
    stage: z.literal(stage),
    chip_id: z.string(),
    dt: z.number(),
    weights_in: tensorSchema(3),
    weights_rec: tensorSchema(3),
    weights_out: tensorSchema(2),
    weight_shift_in: shift,
    weight_shift_rec: shift,
    weight_shift_out: shift,
    dash_mem: values,
    dash_syn: values,
    dash_syn_2: values,
    dash_mem_out: values,
    dash_syn_out: values,
    threshold: values,
    threshold_out: values,
    bias: values,
    bias_out: values,
    aliases: z.array(numberList()),
    layers: z.array(layer).default([]),
  });
}

/** A specification as JSON with Rockpool's keys, so that `**spec` works in Python; arrays as nested lists. */
export function specToJson(spec: AnySpec, stage: SpecStage): JsonValue {
  const list = (data: TensorData): readonly number[] => Array.from(data);
  return {
    format: 'xylopipe/specification',
    version: 1,
    stage,
    chip_id: spec.chipId,
    dt: spec.dt,
    weights_in: nestedOrFlat(spec.weightsIn),
    weights_rec: nestedOrFlat(spec.weightsRec),
    weights_out: nestedOrFlat(spec.weightsOut),
    weight_shift_in: spec.weightShiftIn,
    weight_shift_rec: spec.weightShiftRec,
    weight_shift_out: spec.weightShiftOut,
    dash_mem: list(spec.dashMem),
    dash_syn: list(spec.dashSyn),
    dash_syn_2: list(spec.dashSyn2),
    dash_mem_out: list(spec.dashMemOut),
    dash_syn_out: list(spec.dashSynOut),
    threshold: list(spec.threshold),
    threshold_out: list(spec.thresholdOut),
    bias: list(spec.bias),
    bias_out: list(spec.biasOut),
    aliases: spec.aliases,
    layers: spec.layers.map(({ name, role, firstId, count, firstNeuron }) => ({
      name,
      role,
      first_id: firstId,
      count,
      ...(firstNeuron === undefined ? {} : { first_neuron: firstNeuron }),
    })),
  };
}

/** Reads what `specToJson` wrote, as float64. Throws `SPEC_INVALID` with all issues, disagreeing shapes included. */
export function specFromJson(json: unknown, stage: SpecStage): SpecFields<Float64Array, Float64Array> {
  const read = parseJson(schemaOf(stage), json, 'SPEC_INVALID', `${stage} specification`);
  const spec: SpecFields<Float64Array, Float64Array> = {
    chipId: read.chip_id,
    dt: read.dt,
    weightsIn: read.weights_in,
    weightsRec: read.weights_rec,
    weightsOut: read.weights_out,
    weightShiftIn: read.weight_shift_in,
    weightShiftRec: read.weight_shift_rec,
    weightShiftOut: read.weight_shift_out,
    dashMem: read.dash_mem,
    dashSyn: read.dash_syn,
    dashSyn2: read.dash_syn_2,
    dashMemOut: read.dash_mem_out,
    dashSynOut: read.dash_syn_out,
    threshold: read.threshold,
    thresholdOut: read.threshold_out,
    bias: read.bias,
    biasOut: read.bias_out,
    aliases: read.aliases,
    layers: read.layers,
  };
  const issues = checkSpecShapes(spec);
  if (issues.length > 0) throw new XylopipeError('SPEC_INVALID', `not a valid ${stage} specification`, { issues });
  return spec;
}

/** Nested lists; the flat form where a dimension is 0 and nested lists would lose the others. */
const nestedOrFlat = (t: AnySpec['weightsIn']): JsonValue =>
  (t.shape.includes(0) ? { shape: t.shape, data: [] } : tensorToNested(t)) as JsonValue;
