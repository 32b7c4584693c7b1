import { type DeviceConfig, deviceConfigFromSpec, Raster, specSizes } from '@xylopipe/core';
import fc from 'fast-check';

/** What a random network may have. */
export interface NetworkOptions {
  readonly bias?: boolean;
  readonly aliases?: boolean;
}

const integers = (length: number, min: number, max: number): fc.Arbitrary<Float64Array> =>
  fc.array(fc.integer({ min, max }), { minLength: length, maxLength: length }).map((a) => Float64Array.from(a));

/** Values of which many are 0. */
const sparse = (length: number, min: number, max: number): fc.Arbitrary<Float64Array> =>
  fc
    .array(fc.oneof(fc.constant(0), fc.integer({ min, max })), { minLength: length, maxLength: length })
    .map((a) => Float64Array.from(a));

const thresholds = (length: number): fc.Arbitrary<Float64Array> =>
  fc
    .array(fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constantFrom(-5, 0, 1, 32767)), {
      minLength: length,
      maxLength: length,
    })
    .map((a) => Float64Array.from(a));

/** A small network of any shape: partial expansion, both synapses, extreme weights, thresholds and dashes. */
const networks = ({ bias = false, aliases = false }: NetworkOptions = {}): fc.Arbitrary<DeviceConfig> =>
  fc
    .record({
      inputs: fc.integer({ min: 0, max: 4 }),
      hidden: fc.integer({ min: 1, max: 7 }),
      outputs: fc.integer({ min: 0, max: 3 }),
      synapses: fc.constantFrom(1, 2),
      inputShare: fc.nat({ max: 100 }),
      outputShare: fc.nat({ max: 100 }),
    })
    .chain(({ inputs, hidden, outputs, synapses, inputShare, outputShare }) => {
      const expansion = Math.ceil((hidden * inputShare) / 100);
      const outputSources = Math.ceil((hidden * outputShare) / 100);
      const matrix = (...shape: number[]) =>
        sparse(
          shape.reduce((a, b) => a * b, 1),
          -128,
          127,
        ).map((data) => ({ shape, data }));
      const shift = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 15 }));
      const dash = (n: number) =>
        integers(n, 0, 5).chain((a) =>
          fc.constantFrom(
            a,
            a.map((d) => d * 3),
          ),
        );
      const biases = (n: number) => (bias ? sparse(n, -128, 127) : fc.constant(new Float64Array(n)));
      const id = fc.nat({ max: hidden - 1 });
      return fc.record({
        chipId: fc.constant('any'),
        dt: fc.constant(0.001),
        weightsIn: matrix(inputs, expansion, synapses),
        weightsRec: matrix(hidden, hidden, synapses),
        weightsOut: matrix(outputSources, outputs),
        weightShiftIn: shift,
        weightShiftRec: shift,
        weightShiftOut: shift,
        dashMem: dash(hidden),
        dashSyn: dash(hidden),
        dashSyn2: dash(hidden),
        dashMemOut: dash(outputs),
        dashSynOut: dash(outputs),
        threshold: thresholds(hidden),
        thresholdOut: thresholds(outputs),
        bias: biases(hidden),
        biasOut: biases(outputs),
        aliases: fc.array(fc.array(id, { maxLength: aliases ? 2 : 0 }), {
          minLength: hidden,
          maxLength: hidden,
        }),
      });
    })
    .map(deviceConfigFromSpec);

/** Input for a network, many cells empty, up to 30 timesteps. */
const inputsFor = (config: DeviceConfig): fc.Arbitrary<Raster> => {
  const { inputs } = specSizes(config);
  return fc
    .nat({ max: 30 })
    .chain((steps) => sparse(steps * inputs, 0, 18).map((counts) => Raster.fromValues(steps, inputs, counts)));
};

/** A network with input for it. */
export const runs = (options: NetworkOptions = {}): fc.Arbitrary<readonly [config: DeviceConfig, input: Raster]> =>
  networks(options).chain((config) => inputsFor(config).map((input) => [config, input] as const));
