import { type MappedSpec, type Nested, tensorFromNested } from '@xylopipe/core';

/** What a test says about a specification; the rest is one input, as many neurons as the thresholds, and zeros. */
export interface SmallSpec {
  readonly weightsIn?: readonly Nested[];
  readonly weightsRec?: readonly Nested[];
  readonly weightsOut?: readonly Nested[];
  readonly threshold?: readonly number[];
  readonly thresholdOut?: readonly number[];
  readonly bias?: readonly number[];
  readonly biasOut?: readonly number[];
  readonly dashMem?: readonly number[];
}

/** A specification of two hidden neurons and one output, one synapse each, unless `fields` says otherwise. */
export function smallSpec(fields: SmallSpec = {}): MappedSpec {
  const {
    weightsIn = [[[1], [-0.5]]],
    threshold = [1, 1],
    thresholdOut = [1],
    bias = threshold.map(() => 0),
    biasOut = thresholdOut.map(() => 0),
    dashMem = threshold.map(() => 3),
  } = fields;
  const perSynapse = tensorFromNested(weightsIn).shape[2] === 2 ? [0, 0] : [0];
  const weightsRec = fields.weightsRec ?? threshold.map(() => threshold.map(() => perSynapse));
  const weightsOut = fields.weightsOut ?? threshold.map(() => thresholdOut.map(() => 1));
  return {
    stage: 'mapped',
    chipId: 'syns-test',
    dt: 0.001,
    weightsIn: tensorFromNested(weightsIn),
    weightsRec: tensorFromNested(weightsRec),
    weightsOut: tensorFromNested(weightsOut),
    weightShiftIn: 1,
    weightShiftRec: 2,
    weightShiftOut: 3,
    dashMem: Float64Array.from(dashMem),
    dashSyn: new Float64Array(threshold.length).fill(2),
    dashSyn2: new Float64Array(threshold.length),
    dashMemOut: new Float64Array(thresholdOut.length).fill(4),
    dashSynOut: new Float64Array(thresholdOut.length).fill(1),
    threshold: Float64Array.from(threshold),
    thresholdOut: Float64Array.from(thresholdOut),
    bias: Float64Array.from(bias),
    biasOut: Float64Array.from(biasOut),
    aliases: threshold.map((_, i) => (i === 0 && threshold.length > 1 ? [1] : [])),
    layers: [{ name: '1', role: 'hidden', firstId: 0, count: threshold.length }],
  };
}
