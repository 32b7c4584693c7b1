import { type SpecFields, type Tensor, type TensorJson, tensorSchema } from '@xylopipe/core';

/** A specification as the vectors hold it: Rockpool's keys, tensors in any form, some of them left out. */
export interface RecordedSpec {
  readonly weights_in: TensorJson;
  readonly weights_rec: TensorJson;
  readonly weights_out: TensorJson;
  readonly dash_mem: TensorJson;
  readonly dash_syn: TensorJson;
  readonly dash_syn_2?: TensorJson;
  readonly dash_mem_out: TensorJson;
  readonly dash_syn_out: TensorJson;
  readonly threshold: TensorJson;
  readonly threshold_out: TensorJson;
  readonly bias?: TensorJson;
  readonly bias_out?: TensorJson;
  readonly weight_shift_in?: number;
  readonly weight_shift_rec?: number;
  readonly weight_shift_out?: number;
  readonly aliases?: readonly (readonly number[])[];
  readonly dt?: number;
}

/** The fields that are arrays, and what we call them. */
export const SPEC_ARRAYS = {
  weights_in: 'weightsIn',
  weights_rec: 'weightsRec',
  weights_out: 'weightsOut',
  dash_mem: 'dashMem',
  dash_syn: 'dashSyn',
  dash_syn_2: 'dashSyn2',
  dash_mem_out: 'dashMemOut',
  dash_syn_out: 'dashSynOut',
  threshold: 'threshold',
  threshold_out: 'thresholdOut',
  bias: 'bias',
  bias_out: 'biasOut',
} as const;

/** The fields that are numbers. */
export const SPEC_NUMBERS = {
  weight_shift_in: 'weightShiftIn',
  weight_shift_rec: 'weightShiftRec',
  weight_shift_out: 'weightShiftOut',
  dt: 'dt',
} as const;

const anyTensor = tensorSchema();

export const readTensor = (json: unknown): Tensor => anyTensor.parse(json);

/** A recorded specification as ours; what a file leaves out is zero, and `dt`, which changes no arithmetic, 1 ms. */
export function readSpec(json: RecordedSpec, chipId: string): SpecFields<Float64Array, Float64Array> {
  const list = (tensor: TensorJson | undefined, length: number): Float64Array =>
    tensor === undefined ? new Float64Array(length) : readTensor(tensor).data;
  const weightsRec = withSynapses(readTensor(json.weights_rec));
  const weightsOut = readTensor(json.weights_out);
  const [hidden = 0] = weightsRec.shape;
  const [, outputs = 0] = weightsOut.shape;
  return {
    chipId,
    dt: json.dt ?? 0.001,
    weightsIn: withSynapses(readTensor(json.weights_in)),
    weightsRec,
    weightsOut,
    weightShiftIn: json.weight_shift_in ?? 0,
    weightShiftRec: json.weight_shift_rec ?? 0,
    weightShiftOut: json.weight_shift_out ?? 0,
    dashMem: list(json.dash_mem, hidden),
    dashSyn: list(json.dash_syn, hidden),
    dashSyn2: list(json.dash_syn_2, hidden),
    dashMemOut: list(json.dash_mem_out, outputs),
    dashSynOut: list(json.dash_syn_out, outputs),
    threshold: list(json.threshold, hidden),
    thresholdOut: list(json.threshold_out, outputs),
    bias: list(json.bias, hidden),
    biasOut: list(json.bias_out, outputs),
    aliases: json.aliases ?? Array.from({ length: hidden }, () => []),
    layers: [],
  };
}

/** Recorded input and recurrent weights of rank 2 have one synapse per neuron. */
export const withSynapses = ({ shape, data }: Tensor): Tensor => ({
  shape: shape.length === 2 ? [...shape, 1] : shape,
  data,
});
