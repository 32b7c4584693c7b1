import { type DeviceConfig, deviceConfigFromSpec, type Tensor } from '@xylopipe/core';
import { samnaConfigToJson } from '../src/samna/config-to-json.js';

/** Two input channels, three hidden neurons of two synapses, of which two take input and two drive the output. */
export const config = deviceConfigFromSpec({
  chipId: 'syns61201',
  dt: 0.01,
  weightsIn: { shape: [2, 2, 2], data: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8) },
  weightsRec: { shape: [3, 3, 2], data: Float64Array.from({ length: 18 }, (_, i) => i - 9) },
  weightsOut: { shape: [2, 1], data: Float64Array.of(-128, 127) },
  weightShiftIn: 1,
  weightShiftRec: 2,
  weightShiftOut: 3,
  dashMem: Float64Array.of(1, 2, 3),
  dashSyn: Float64Array.of(4, 5, 6),
  dashSyn2: Float64Array.of(7, 8, 9),
  dashMemOut: Float64Array.of(10),
  dashSynOut: Float64Array.of(11),
  threshold: Float64Array.of(100, 200, 32_767),
  thresholdOut: Float64Array.of(300),
  bias: Float64Array.of(0, -5, 0),
  biasOut: Float64Array.of(6),
  aliases: [[2], [], [0]],
});

// biome-ignore lint/suspicious/noExplicitAny: files are taken apart here as anything may be in them.
export type AnyJson = any;

/** The file of a configuration, as it comes out of a parser. */
export const fileOf = (of: DeviceConfig): AnyJson => JSON.parse(JSON.stringify(samnaConfigToJson(of).value));
export const file = fileOf(config);
export const dt = { dt: 0.01 };

/** The same network with its input and output weights spread over all hidden neurons, as samna holds them. */
export function spread(of: DeviceConfig): DeviceConfig {
  const hidden = of.dashMem.length;
  const place = (
    { shape, data }: Tensor<Int8Array>,
    to: readonly number[],
    rowsBefore: number,
  ): Tensor<Float64Array> => {
    const [, width = 0, synapses = 1] = shape;
    const [rows = 0, columns = 0] = to;
    const wide = new Float64Array(rows * columns * synapses);
    data.forEach((weight, i) => {
      const row = Math.floor(i / (width * synapses));
      wide[(rowsBefore + row) * columns * synapses + (i % (width * synapses))] = weight;
    });
    return { shape: shape.length === 2 ? to : [...to, synapses], data: wide };
  };
  const [inputs = 0] = of.weightsIn.shape;
  const [driving = 0, outputs = 0] = of.weightsOut.shape;
  return deviceConfigFromSpec({
    ...of,
    weightsIn: place(of.weightsIn, [inputs, hidden], 0),
    weightsOut: place(of.weightsOut, [hidden, outputs], hidden - driving),
  });
}
