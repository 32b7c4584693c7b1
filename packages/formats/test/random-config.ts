import { type DeviceConfig, deviceConfigFromSpec, sizeOf, type Tensor } from '@xylopipe/core';
import fc from 'fast-check';

/** Configurations that are legal on Xylo Audio 2: any expansion, one or two synapses, every value over all of its range. */
export const randomConfig: fc.Arbitrary<DeviceConfig> = fc
  .record({
    inputs: fc.integer({ min: 1, max: 16 }),
    hidden: fc.integer({ min: 1, max: 6 }),
    outputs: fc.integer({ min: 1, max: 8 }),
    synapses: fc.integer({ min: 1, max: 2 }),
    biased: fc.boolean(),
    aliased: fc.boolean(),
  })
  .chain((sizes) =>
    fc.record({
      sizes: fc.constant(sizes),
      inputExpansion: fc.integer({ min: 1, max: sizes.hidden }),
      outputExpansion: fc.integer({ min: 1, max: sizes.hidden }),
    }),
  )
  .chain(({ sizes: { inputs, hidden, outputs, synapses, biased, aliased }, inputExpansion, outputExpansion }) =>
    fc.record({
      chipId: fc.constant('syns61201'),
      dt: fc.constantFrom(0.001, 0.01, 1 / 3),
      weightsIn: weights([inputs, inputExpansion, synapses]),
      weightsRec: weights([hidden, hidden, synapses]),
      weightsOut: weights([outputExpansion, outputs]),
      weightShiftIn: SHIFT,
      weightShiftRec: SHIFT,
      weightShiftOut: SHIFT,
      dashMem: values(hidden, DASH),
      dashSyn: values(hidden, DASH),
      dashSyn2: values(hidden, synapses === 2 ? DASH : ZERO),
      dashMemOut: values(outputs, DASH),
      dashSynOut: values(outputs, DASH),
      threshold: values(hidden, THRESHOLD),
      thresholdOut: values(outputs, THRESHOLD),
      bias: values(hidden, biased ? WEIGHT : ZERO),
      biasOut: values(outputs, biased ? WEIGHT : ZERO),
      aliases: fc.array(fc.array(fc.nat({ max: hidden - 1 }), { maxLength: aliased ? 1 : 0 }), length(hidden)),
    }),
  )
  .map(deviceConfigFromSpec);

const ZERO = fc.constant(0);
const SHIFT = fc.nat({ max: 7 });
const DASH = fc.nat({ max: 15 });
const WEIGHT = fc.oneof(fc.constant(0), fc.integer({ min: -128, max: 127 }));
const THRESHOLD = fc.integer({ min: -32_768, max: 32_767 });

const length = (count: number) => ({ minLength: count, maxLength: count });

const values = (count: number, value: fc.Arbitrary<number>): fc.Arbitrary<Float64Array> =>
  fc.array(value, length(count)).map((list) => Float64Array.from(list));

const weights = (shape: readonly number[]): fc.Arbitrary<Tensor> =>
  values(sizeOf(shape), WEIGHT).map((data) => ({ shape, data }));
