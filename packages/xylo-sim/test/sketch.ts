import {
  type DeviceConfig,
  deviceConfigFromSpec,
  type Nested,
  type Tensor,
  tensorFromNested,
  zeros,
} from '@xylopipe/core';

/** A small network in a few words; what is left out is silent. One number stands for all neurons. */
export interface Sketch {
  readonly chipId?: string;
  /** `(Nin, Nien, S)`, or `(Nin, Nien)` for one synapse. */
  readonly weightsIn: Nested;
  /** Hidden neurons. Default: those of `weightsIn`. */
  readonly hidden?: number;
  readonly weightsRec?: Nested;
  /** `(Noen, Nout)`. Default: no output neuron. */
  readonly weightsOut?: Nested;
  readonly weightShiftIn?: number;
  readonly weightShiftRec?: number;
  readonly weightShiftOut?: number;
  readonly dashMem?: number | readonly number[];
  readonly dashSyn?: number | readonly number[];
  readonly dashSyn2?: number | readonly number[];
  readonly dashMemOut?: number | readonly number[];
  readonly dashSynOut?: number | readonly number[];
  readonly threshold?: number | readonly number[];
  readonly thresholdOut?: number | readonly number[];
  readonly bias?: number | readonly number[];
  readonly biasOut?: number | readonly number[];
  readonly aliases?: readonly (readonly number[])[];
}

/** The configuration of a sketch: threshold 100, dash 1, no bias where it does not say. */
export function configOf(sketch: Sketch): DeviceConfig {
  const weightsIn = withSynapses(tensorFromNested(sketch.weightsIn));
  const [, expansion = 0, synapses = 1] = weightsIn.shape;
  const hidden = sketch.hidden ?? expansion;
  const weightsOut = sketch.weightsOut === undefined ? zeros([hidden, 0]) : tensorFromNested(sketch.weightsOut);
  const outputs = weightsOut.shape[1] ?? 0;
  const each = (count: number, value: number | readonly number[]): Float64Array =>
    typeof value === 'number' ? new Float64Array(count).fill(value) : Float64Array.from(value);
  return deviceConfigFromSpec({
    chipId: sketch.chipId ?? 'sketch',
    dt: 0.001,
    weightsIn,
    weightsRec:
      sketch.weightsRec === undefined
        ? zeros([hidden, hidden, synapses])
        : withSynapses(tensorFromNested(sketch.weightsRec)),
    weightsOut,
    weightShiftIn: sketch.weightShiftIn ?? 0,
    weightShiftRec: sketch.weightShiftRec ?? 0,
    weightShiftOut: sketch.weightShiftOut ?? 0,
    dashMem: each(hidden, sketch.dashMem ?? 1),
    dashSyn: each(hidden, sketch.dashSyn ?? 1),
    dashSyn2: each(hidden, sketch.dashSyn2 ?? (synapses === 2 ? 1 : 0)),
    dashMemOut: each(outputs, sketch.dashMemOut ?? 1),
    dashSynOut: each(outputs, sketch.dashSynOut ?? 1),
    threshold: each(hidden, sketch.threshold ?? 100),
    thresholdOut: each(outputs, sketch.thresholdOut ?? 100),
    bias: each(hidden, sketch.bias ?? 0),
    biasOut: each(outputs, sketch.biasOut ?? 0),
    aliases: sketch.aliases ?? Array.from({ length: hidden }, () => []),
  });
}

const withSynapses = ({ shape, data }: Tensor): Tensor => ({ shape: shape.length === 2 ? [...shape, 1] : shape, data });
