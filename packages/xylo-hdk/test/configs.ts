import { type DeviceConfig, deviceConfigFromSpec, type Nested, tensorFromNested } from '@xylopipe/core';

/** A network as nested lists; `weightsIn` `(Nin, Nien, S)`, `weightsRec` `(Nhidden, Nhidden, S)`, `weightsOut` `(Noen, Nout)`. */
export interface NetworkSketch {
  readonly chipId: string;
  readonly weightsIn: Nested;
  readonly weightsRec: Nested;
  readonly weightsOut: Nested;
  readonly shifts?: readonly [input: number, recurrent: number, output: number];
  readonly aliases?: readonly (readonly number[])[];
  readonly bias?: readonly number[];
  readonly biasOut?: readonly number[];
}

/** Its configuration. Values of neuron n count up from 1 (mem), 2 (syn), 3 (syn2) and 100 (threshold); outputs go on. */
export function configOf({ chipId, ...sketch }: NetworkSketch): DeviceConfig {
  const [weightsIn, weightsRec, weightsOut] = [
    tensorFromNested(sketch.weightsIn),
    tensorFromNested(sketch.weightsRec),
    tensorFromNested(sketch.weightsOut),
  ];
  const hidden = weightsRec.shape[0]!;
  const outputs = weightsOut.shape[1]!;
  const upFrom = (first: number, count: number): Float64Array =>
    Float64Array.from({ length: count }, (_, i) => first + i);
  const [weightShiftIn, weightShiftRec, weightShiftOut] = sketch.shifts ?? [0, 0, 0];
  return deviceConfigFromSpec({
    chipId,
    dt: 0.005,
    weightsIn,
    weightsRec,
    weightsOut,
    weightShiftIn,
    weightShiftRec,
    weightShiftOut,
    dashMem: upFrom(1, hidden),
    dashSyn: upFrom(2, hidden),
    dashSyn2: weightsIn.shape[2] === 2 ? upFrom(3, hidden) : new Float64Array(hidden),
    dashMemOut: upFrom(1 + hidden, outputs),
    dashSynOut: upFrom(2 + hidden, outputs),
    threshold: upFrom(100, hidden),
    thresholdOut: upFrom(100 + hidden, outputs),
    bias: Float64Array.from(sketch.bias ?? new Array(hidden).fill(0)),
    biasOut: Float64Array.from(sketch.biasOut ?? new Array(outputs).fill(0)),
    aliases: sketch.aliases ?? Array.from({ length: hidden }, () => []),
  });
}

/** Two inputs, three hidden neurons with two synapses, aliases, one output: something in every bank. */
export const everyBank = (chipId: string): DeviceConfig =>
  configOf({
    chipId,
    weightsIn: [
      [
        [1, 0],
        [-2, 5],
      ],
      [
        [0, -6],
        [127, -128],
      ],
    ],
    weightsRec: [
      [
        [0, 0],
        [7, 0],
        [0, -1],
      ],
      [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
      [
        [9, 8],
        [0, 0],
        [-128, 127],
      ],
    ],
    weightsOut: [[11], [-12]],
    shifts: [1, 2, 7],
    aliases: [[1], [], [1]],
    bias: [3, -4, 0],
    biasOut: [-128],
  });
