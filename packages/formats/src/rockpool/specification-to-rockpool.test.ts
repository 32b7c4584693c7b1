import type { QuantizedSpec } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problems, refusal } from '../../test/refusal.js';
import { specificationFromJson } from '../specification.js';
import { type RockpoolSpecificationOptions, specificationToRockpool } from './specification-to-rockpool.js';

const matrix = (shape: readonly number[], value: (i: number) => number = (i) => i) => ({
  shape,
  data: Int32Array.from({ length: shape.reduce((n, d) => n * d, 1) }, (_, i) => value(i)),
});
const spec: QuantizedSpec = {
  stage: 'quantized',
  chipId: 'syns65302',
  dt: 0.01,
  weightsIn: matrix([1, 2, 1]),
  weightsRec: matrix([3, 3, 1]),
  weightsOut: matrix([2, 1]),
  weightShiftIn: 1,
  weightShiftRec: 0,
  weightShiftOut: 2,
  dashMem: Int32Array.of(1, 2, 3),
  dashSyn: Int32Array.of(4, 5, 6),
  dashSyn2: Int32Array.of(0, 0, 0),
  dashMemOut: Int32Array.of(7),
  dashSynOut: Int32Array.of(8),
  threshold: Int32Array.of(100, 200, 300),
  thresholdOut: Int32Array.of(400),
  bias: Int32Array.of(0, 0, 1),
  biasOut: Int32Array.of(5),
  aliases: [[2], [], []],
  layers: [],
};
const layers: QuantizedSpec['layers'] = [{ name: 'lif', role: 'hidden', firstId: 0, count: 3 }];
const write = (changes: Partial<QuantizedSpec> = {}, options?: RockpoolSpecificationOptions) =>
  specificationToRockpool({ ...spec, ...changes }, options);

describe('the dictionary of a specification', () => {
  it('has Rockpool’s keys and no others', () => {
    expect(write()).toEqual({
      value: {
        weights_in: [[[0], [1]]],
        weights_rec: [
          [[0], [1], [2]],
          [[3], [4], [5]],
          [[6], [7], [8]],
        ],
        weights_out: [[0], [1]],
        weight_shift_in: 1,
        weight_shift_rec: 0,
        weight_shift_out: 2,
        dash_mem: [1, 2, 3],
        dash_syn: [4, 5, 6],
        dash_syn_2: [0, 0, 0],
        dash_mem_out: [7],
        dash_syn_out: [8],
        threshold: [100, 200, 300],
        threshold_out: [400],
        bias: [0, 0, 1],
        bias_hidden: [0, 0, 1],
        bias_out: [5],
        aliases: [[2], [], []],
        dt: 0.01,
      },
      issues: [],
    });
  });

  it.each([
    ['bias', ['bias', 'bias_out']],
    ['bias_hidden', ['bias_hidden', 'bias_out']],
    ['both', ['bias', 'bias_hidden', 'bias_out']],
  ] as const)('names biases as asked: %s', (biasName, expected) => {
    expect(Object.keys(write({}, { biasName }).value).filter((key) => key.startsWith('bias'))).toEqual(expected);
  });

  it('has neither biases nor aliases where there are none, as their keys would switch them on', () => {
    const { value } = write({ bias: new Int32Array(3), biasOut: new Int32Array(1), aliases: [[], [], []] });
    expect(Object.keys(value).filter((key) => /bias|alias/.test(key))).toEqual([]);
  });

  it('has two dimensions of weights where a third would be a second synapse', () => {
    const bare = { bias: new Int32Array(3), biasOut: new Int32Array(1) };
    const { value, issues } = write({ ...bare, chipId: 'syns61300' });
    expect(value).toMatchObject({
      weights_in: [[0, 1]],
      weights_rec: [
        [0, 1, 2],
        [3, 4, 5],
        [6, 7, 8],
      ],
    });
    expect(issues).toEqual([]);
    const two = { weightsIn: matrix([1, 2, 2]), weightsRec: matrix([3, 3, 2]) };
    expect(write({ ...bare, ...two, chipId: 'syns61300' }).value.weights_in).toEqual([
      [
        [0, 1],
        [2, 3],
      ],
    ]);
  });

  it.each(['syns61300', 'syns61201'])('has output weights of all hidden neurons of %s', (chipId) => {
    expect(write({ chipId }).value.weights_out).toEqual([[0], [0], [1]]);
  });

  it('warns of what the configuration builder changes without a word', () => {
    const { issues } = write({
      weightsIn: matrix([1, 2, 2], () => 128),
      weightsRec: matrix([3, 3, 2], () => -129),
      weightsOut: matrix([2, 1], () => -128),
      dashSyn: Int32Array.of(1, 200, 300),
      aliases: [[1, 2], [], [0]],
    });
    expect(issues.map(({ severity, code, at, measured, limit }) => [severity, code, ...at, measured, limit])).toEqual([
      ['warning', 'SYNAPSE_DROPPED', 'weightsIn', 2, 1],
      ['warning', 'ALIAS_DROPPED', 'aliases', 0, 2, 1],
      ['warning', 'VALUE_WRAPS', 'weightsIn', 0, 128, '-128 to 127'],
      ['warning', 'VALUE_WRAPS', 'weightsRec', 0, -129, '-128 to 127'],
      ['warning', 'VALUE_WRAPS', 'dashSyn', 1, 200, '-128 to 127'],
    ]);
    expect(write({ chipId: 'constructor' }).issues).toEqual([]);
  });

  it.each([
    ['syns61300', ['BIAS_DROPPED', 'ALIAS_DROPPED']],
    ['syns65300', ['BIAS_DROPPED', 'ALIAS_DROPPED']],
    ['syns61201', ['ALIAS_DROPPED']],
    ['syns63300', ['SYNAPSE_DROPPED', 'NEURONS_CUT weightsIn', 'NEURONS_CUT weightsOut', 'ALIAS_DROPPED']],
    ['syns65302', ['SYNAPSE_DROPPED', 'NEURONS_CUT weightsIn', 'NEURONS_CUT weightsOut', 'ALIAS_DROPPED']],
  ])('warns of what the builder of %s changes', (chipId, expected) => {
    const { issues } = write({ chipId, ...wide(129) });
    expect(issues.map(({ code, at }) => (code === 'NEURONS_CUT' ? `${code} ${at}` : code))).toEqual(expected);
    expect(write({ chipId, ...wide(128) }).issues.filter(({ code }) => code === 'NEURONS_CUT')).toEqual([]);
  });

  it.each(['dashMem', 'dashSyn', 'dashSyn2', 'dashMemOut', 'dashSynOut'] as const)(
    'warns of a %s that wraps',
    (key) => {
      const values = Int32Array.from(spec[key], () => 128);
      expect(write({ [key]: values }).issues).toMatchObject([{ code: 'VALUE_WRAPS', at: [key, 0], measured: 128 }]);
    },
  );

  it('warns that it has no layers', () => {
    const { value, issues } = write({ layers });
    expect(value).toEqual(write().value);
    expect(issues).toEqual([
      {
        code: 'NOT_IN_FILE',
        severity: 'warning',
        at: ['layers'],
        message: expect.stringContaining('layers'),
        hint: expect.stringContaining('our own format'),
      },
    ]);
    expect(problems(() => write({ layers, dt: 0 }))).toEqual(['SPEC_SHAPE dt']);
  });

  it('of real numbers may hold large ones', () => {
    const mapped = { ...spec, stage: 'mapped' as const, ...realNumbers() };
    expect(specificationToRockpool(mapped)).toMatchObject({ value: { weights_in: [[[128.5], [128.5]]] }, issues: [] });
  });

  it('of real numbers has biases under the name that a quantizer scales', () => {
    const mapped = { ...spec, stage: 'mapped' as const, ...realNumbers() };
    const { value } = specificationToRockpool(mapped);
    expect(value.bias).toEqual([0, 0, 1]);
    expect(value).not.toHaveProperty('bias_hidden');
    expect(specificationToRockpool(mapped, { biasName: 'both' }).value.bias_hidden).toEqual([0, 0, 1]);
  });

  it('is refused with arrays that disagree, or that lists cannot tell', () => {
    expect(problems(() => write({ dashMem: Int32Array.of(1), dt: 0 }))).toEqual([
      'SPEC_SHAPE dashMem',
      'SPEC_SHAPE dt',
    ]);
    const none = { weightsOut: matrix([0, 1]), weightsIn: matrix([0, 2, 1]) };
    expect(problems(() => write(none))).toEqual(['SPEC_EMPTY weightsIn', 'SPEC_EMPTY weightsOut']);
    expect(refusal(() => write(none))).toMatchObject({ code: 'SPEC_INVALID', who: 'syns65302' });
  });
});

/** Two synapses, two aliases, and so many hidden neurons that take input and drive the output. */
const wide = (hidden: number): Partial<QuantizedSpec> => {
  const none = new Int32Array(hidden);
  return {
    weightsIn: matrix([1, hidden, 2], () => 1),
    weightsRec: matrix([hidden, hidden, 2], () => 0),
    weightsOut: matrix([hidden, 1], () => 1),
    ...{ dashMem: none, dashSyn: none, dashSyn2: none, threshold: none, bias: none },
    aliases: Array.from({ length: hidden }, (_, i) => (i === 0 ? [1, 2] : [])),
  };
};

const realNumbers = () => {
  const real = ({ shape, data }: QuantizedSpec['weightsIn']) => ({ shape, data: Float64Array.from(data) });
  const list = (values: Int32Array) => Float64Array.from(values);
  return {
    weightsIn: { shape: [1, 2, 1], data: Float64Array.of(128.5, 128.5) },
    weightsRec: real(spec.weightsRec),
    weightsOut: real(spec.weightsOut),
    dashMem: list(spec.dashMem),
    dashSyn: list(spec.dashSyn),
    dashSyn2: list(spec.dashSyn2),
    dashMemOut: list(spec.dashMemOut),
    dashSynOut: list(spec.dashSynOut),
    threshold: list(spec.threshold),
    thresholdOut: list(spec.thresholdOut),
    bias: list(spec.bias),
    biasOut: list(spec.biasOut),
  };
};

describe('any specification', () => {
  const specs = fc
    .record({
      nin: fc.integer({ min: 1, max: 3 }),
      hidden: fc.integer({ min: 1, max: 4 }),
      out: fc.integer({ min: 1, max: 2 }),
      s: fc.constantFrom(1, 2),
      chipId: fc.constantFrom('syns61300', 'syns61201', 'syns63300', 'syns65302', 'syns69999'),
    })
    .chain(({ nin, hidden, out, s, chipId }) => {
      const data = (n: number) =>
        fc.array(fc.integer({ min: -3, max: 3 }), { minLength: n, maxLength: n }).map((list) => Int32Array.from(list));
      const tensor = (...shape: number[]) => data(shape.reduce((n, d) => n * d, 1)).map((d) => ({ shape, data: d }));
      const values = fc.record({
        dashMem: data(hidden),
        dashSyn: data(hidden),
        dashSyn2: data(hidden),
        threshold: data(hidden),
        bias: data(hidden),
      });
      const outputs = fc.record({
        dashMemOut: data(out),
        dashSynOut: data(out),
        thresholdOut: data(out),
        biasOut: data(out),
      });
      const aliases = fc.array(fc.array(fc.nat({ max: hidden - 1 }), { maxLength: 1 }), {
        minLength: hidden,
        maxLength: hidden,
      });
      return fc
        .record({
          weightsIn: tensor(nin, hidden, s),
          weightsRec: tensor(hidden, hidden, s),
          weightsOut: tensor(hidden, out),
          aliases,
        })
        .chain((weights) =>
          fc.tuple(values, outputs).map(([a, b]): QuantizedSpec => ({ ...spec, ...weights, ...a, ...b, chipId })),
        );
    });

  it('comes back, whatever biases are called', () => {
    fc.assert(
      fc.property(
        specs,
        fc.constantFrom('bias' as const, 'bias_hidden' as const, 'both' as const),
        (quantized, biasName) => {
          const json = JSON.parse(JSON.stringify(specificationToRockpool(quantized, { biasName }).value));
          const { chipId, stage } = quantized;
          expect(specificationFromJson(json, { chipId, stage }).value).toEqual(quantized);
        },
      ),
    );
  });
});
