import type { MappedSpec } from '@xylopipe/core';
import fc from 'fast-check';

const weight = fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 4, arbitrary: real(-2, 2) });
const dash = real(0, 15);

/** Specifications of one to four hidden neurons with any expansion, one or two synapses; biases are optional. */
export const anySpec = ({ biases = true } = {}): fc.Arbitrary<MappedSpec> =>
  fc
    .record({
      inputs: fc.integer({ min: 1, max: 3 }),
      hidden: fc.integer({ min: 1, max: 4 }),
      outputs: fc.integer({ min: 1, max: 3 }),
      synapses: fc.integer({ min: 1, max: 2 }),
    })
    .chain((size) =>
      fc.record({ inExpansion: upTo(size.hidden), outExpansion: upTo(size.hidden) }).map((e) => ({ ...size, ...e })),
    )
    .chain(({ inputs, hidden, outputs, synapses, inExpansion, outExpansion }) => {
      const bias = biases ? real(-1, 1) : fc.constant(0);
      return fc.record({
        stage: fc.constant('mapped' as const),
        chipId: fc.constant('syns-test'),
        dt: fc.constant(0.001),
        weightsIn: tensor(weight, [inputs, inExpansion, synapses]),
        weightsRec: tensor(weight, [hidden, hidden, synapses]),
        weightsOut: tensor(weight, [outExpansion, outputs]),
        weightShiftIn: fc.constant(0),
        weightShiftRec: fc.constant(0),
        weightShiftOut: fc.constant(0),
        dashMem: list(dash, hidden),
        dashSyn: list(dash, hidden),
        dashSyn2: list(dash, hidden),
        dashMemOut: list(dash, outputs),
        dashSynOut: list(dash, outputs),
        threshold: list(real(-400, 400), hidden),
        thresholdOut: list(real(-400, 400), outputs),
        bias: list(bias, hidden),
        biasOut: list(bias, outputs),
        aliases: fc.constant(Array.from({ length: hidden }, () => [])),
        layers: fc.constant([]),
      });
    });

/** Numbers of ordinary size: none so close to zero that what is scaled with it leaves 32 bits. */
function real(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min: min * 2 ** 10, max: max * 2 ** 10 }).map((n) => n / 2 ** 10);
}

const upTo = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });

const list = (value: fc.Arbitrary<number>, length: number): fc.Arbitrary<Float64Array> =>
  fc.array(value, { minLength: length, maxLength: length }).map((values) => Float64Array.from(values));

const tensor = (value: fc.Arbitrary<number>, shape: readonly number[]) =>
  list(
    value,
    shape.reduce((a, b) => a * b),
  ).map((data) => ({ shape, data }));
