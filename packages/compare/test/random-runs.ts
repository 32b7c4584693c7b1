import { integerSpec, type MappedSpec, type QuantizedSpec, Raster } from '@xylopipe/core';
import fc from 'fast-check';

/** A network in integers, in real numbers near them, and an input. */
export interface RandomRun {
  readonly mapped: MappedSpec;
  readonly quantized: QuantizedSpec;
  readonly raster: Raster;
}

const values = (length: number, value: fc.Arbitrary<number>): fc.Arbitrary<Float64Array> =>
  fc.array(value, { minLength: length, maxLength: length }).map((list) => Float64Array.from(list));

const sparse = (min: number, max: number): fc.Arbitrary<number> => fc.oneof(fc.constant(0), fc.integer({ min, max }));

const LEVEL = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constantFrom(-32768, -5, 0, 1, 32767));
const SHIFT = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 15 }));

/** Small networks of any shape with everything that a chip has, extremes included, and up to 30 timesteps of input. */
export const randomRuns = ({ bias }: { readonly bias: boolean }): fc.Arbitrary<RandomRun> =>
  fc
    .record({
      inputs: fc.integer({ min: 1, max: 4 }),
      hidden: fc.integer({ min: 1, max: 7 }),
      outputs: fc.integer({ min: 0, max: 3 }),
      synapses: fc.constantFrom(1, 2),
      steps: fc.nat({ max: 30 }),
    })
    .chain(({ inputs, hidden, outputs, synapses, steps }) => {
      const matrix = (...shape: number[]) =>
        values(
          shape.reduce((a, b) => a * b, 1),
          sparse(-128, 127),
        ).map((data) => ({ shape, data }));
      const dash = (length: number) => values(length, fc.oneof(fc.nat({ max: 4 }), fc.nat({ max: 15 })));
      const biases = (length: number) =>
        bias ? values(length, sparse(-128, 127)) : fc.constant(new Float64Array(length));
      const targets = fc.array(fc.nat({ max: hidden - 1 }), { maxLength: 2 });
      return fc.record({
        spec: fc.record({
          chipId: fc.constant('any'),
          dt: fc.constant(0.001),
          weightsIn: fc.integer({ min: 0, max: hidden }).chain((count) => matrix(inputs, count, synapses)),
          weightsRec: matrix(hidden, hidden, synapses),
          weightsOut: fc.integer({ min: 0, max: hidden }).chain((count) => matrix(count, outputs)),
          weightShiftIn: SHIFT,
          weightShiftRec: SHIFT,
          weightShiftOut: SHIFT,
          dashMem: dash(hidden),
          dashSyn: dash(hidden),
          dashSyn2: dash(hidden),
          dashMemOut: dash(outputs),
          dashSynOut: dash(outputs),
          threshold: values(hidden, LEVEL),
          thresholdOut: values(outputs, LEVEL),
          bias: biases(hidden),
          biasOut: biases(outputs),
          aliases: fc.array(targets, { minLength: hidden, maxLength: hidden }),
          layers: fc.constant([]),
        }),
        factor: fc.double({ min: 0.01, max: 10, noNaN: true }),
        raster: values(steps * inputs, sparse(0, 18)).map((counts) => Raster.fromValues(steps, inputs, counts)),
      });
    })
    .map(({ spec, factor, raster }) => {
      const real = (data: Float64Array): Float64Array => data.map((x) => x / factor);
      const mapped: MappedSpec = {
        ...spec,
        stage: 'mapped',
        weightsIn: { ...spec.weightsIn, data: real(spec.weightsIn.data) },
        weightsRec: { ...spec.weightsRec, data: real(spec.weightsRec.data) },
        weightsOut: { ...spec.weightsOut, data: real(spec.weightsOut.data) },
        threshold: real(spec.threshold),
        thresholdOut: real(spec.thresholdOut),
        bias: real(spec.bias),
        biasOut: real(spec.biasOut),
      };
      return { mapped, quantized: integerSpec(spec), raster };
    });
