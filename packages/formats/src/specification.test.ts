import { type MappedSpec, mappedSpecToJson, type QuantizedSpec, quantizedSpecToJson } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { misshapen } from '../test/damage.js';
import { problems, refusal } from '../test/refusal.js';
import { specificationFromJson } from './specification.js';

/** As Rockpool's mapper for Xylo Audio 2 gives it: one synapse, so weights have two dimensions. */
const rockpool = {
  weights_in: [[0.5, -1, 2]],
  weights_rec: [
    [0, 1, 0],
    [0, 0, 1],
    [0, 0, 0],
  ],
  weights_out: [[1], [2], [3]],
  weight_shift_in: 1,
  weight_shift_rec: 0,
  weight_shift_out: 2,
  dash_mem: [1, 2, 3.5],
  dash_syn: [4, 5, 6],
  dash_syn_2: [0, 0, 0],
  dash_mem_out: [7],
  dash_syn_out: [8],
  threshold: [1, 2, 3],
  threshold_out: [4],
  bias: [0, 0, 1],
  bias_out: [5],
  aliases: [[2], [], []],
  dt: 0.01,
};

const mapped: MappedSpec = {
  stage: 'mapped',
  chipId: 'syns61201',
  dt: 0.01,
  weightsIn: { shape: [1, 3, 1], data: Float64Array.of(0.5, -1, 2) },
  weightsRec: { shape: [3, 3, 1], data: Float64Array.of(0, 1, 0, 0, 0, 1, 0, 0, 0) },
  weightsOut: { shape: [3, 1], data: Float64Array.of(1, 2, 3) },
  weightShiftIn: 1,
  weightShiftRec: 0,
  weightShiftOut: 2,
  dashMem: Float64Array.of(1, 2, 3.5),
  dashSyn: Float64Array.of(4, 5, 6),
  dashSyn2: Float64Array.of(0, 0, 0),
  dashMemOut: Float64Array.of(7),
  dashSynOut: Float64Array.of(8),
  threshold: Float64Array.of(1, 2, 3),
  thresholdOut: Float64Array.of(4),
  bias: Float64Array.of(0, 0, 1),
  biasOut: Float64Array.of(5),
  aliases: [[2], [], []],
  layers: [],
};

const chip = { chipId: 'syns61201' };
const read = (changes: object, options: Parameters<typeof specificationFromJson>[1] = chip) =>
  specificationFromJson({ ...rockpool, ...changes }, options);
const refused = (changes: object, options?: Parameters<typeof specificationFromJson>[1]) =>
  problems(() => read(changes, options));
const throughText = (json: unknown): unknown => JSON.parse(JSON.stringify(json));

describe("a dictionary with Rockpool's keys", () => {
  it('is read with weights of two dimensions', () => {
    expect(read({})).toEqual({ value: mapped, issues: [] });
  });

  it('is read with weights of three dimensions, two synapses, and flat or sparse arrays', () => {
    const { value } = read({
      weights_in: { shape: [1, 3, 2], idx: [1], val: [0.5] },
      weights_rec: { shape: [3, 3, 2], idx: [], val: [] },
      threshold: { shape: [3], data: [1, 2, 3] },
    });
    expect(value.weightsIn).toEqual({ shape: [1, 3, 2], data: Float64Array.of(0, 0.5, 0, 0, 0, 0) });
    expect(value.weightsRec.shape).toEqual([3, 3, 2]);
    expect(value.threshold).toEqual(Float64Array.of(1, 2, 3));
  });

  const { weights_in, weights_out, dash_mem, dash_syn, dash_mem_out, dash_syn_out, threshold, threshold_out } =
    rockpool;
  const shortest = {
    weights_in,
    weights_out,
    dash_mem,
    dash_syn,
    dash_mem_out,
    dash_syn_out,
    threshold,
    threshold_out,
  };
  const none: MappedSpec = {
    ...mapped,
    weightsRec: { shape: [3, 3, 1], data: new Float64Array(9) },
    weightShiftIn: 0,
    weightShiftOut: 0,
    bias: new Float64Array(3),
    biasOut: new Float64Array(1),
    aliases: [[], [], []],
  };

  it('may leave out, or set to null, what then means none', () => {
    const { dash_syn_2, dt, ...others } = rockpool;
    const absent = Object.keys({ ...others, dash_syn_2 }).filter((key) => !(key in shortest));
    const nulls = Object.fromEntries(absent.map((key) => [key, null]));
    expect(absent).toHaveLength(8);
    expect(specificationFromJson(shortest, { ...chip, dt }).value).toEqual(none);
    expect(specificationFromJson({ ...shortest, ...nulls }, { ...chip, dt }).value).toEqual(none);
  });

  it('must have everything else', () => {
    expect(problems(() => specificationFromJson({}, chip))).toEqual(
      Object.keys(shortest).map((key) => `INVALID_VALUE ${key}`),
    );
    expect(refused({ threshold: null })).toEqual(['INVALID_VALUE threshold']);
  });

  it('may call the bias by the other name, or the same biases by both', () => {
    const { bias, ...unbiased } = rockpool;
    expect(specificationFromJson({ ...unbiased, bias_hidden: bias }, chip).value).toEqual(mapped);
    expect(read({ bias_hidden: bias }).value).toEqual(mapped);
    expect(refused({ bias_hidden: [0, 0, 2] })).toEqual(['SPEC_AMBIGUOUS bias_hidden']);
    expect(refused({ bias_hidden: [0, 0] })).toEqual(['SPEC_AMBIGUOUS bias_hidden']);
    expect(read({ bias_hidden: null }).value).toEqual(mapped);
  });

  it('may hold the mapped graph, with a warning', () => {
    const { value, issues } = read({ mapped_graph: 'GraphHolder ...' });
    expect(value).toEqual(mapped);
    expect(issues).toMatchObject([{ code: 'IGNORED_KEY', severity: 'warning', at: ['mapped_graph'] }]);
  });

  it('does not say its chip, and may not say its timestep', () => {
    const { dt, ...timeless } = rockpool;
    expect(problems(() => specificationFromJson(timeless))).toEqual(['SPEC_INCOMPLETE chipId', 'SPEC_INCOMPLETE dt']);
    expect(specificationFromJson(timeless, { ...chip, dt }).value).toEqual(mapped);
    expect(refused({}, { ...chip, dt: 0.02 })).toEqual(['SPEC_CONTRADICTS dt']);
    expect(refused({ dt: 0 })).toEqual(['SPEC_SHAPE dt']);
  });

  it('is refused with every unknown key, wrong value and disagreement', () => {
    expect(refused({ weight_in: [[1]], has_bias: true, weight_shift_in: -1, bias: ['x'], aliases: [2] })).toEqual([
      'INVALID_VALUE weight_shift_in',
      'INVALID_VALUE bias',
      'INVALID_VALUE aliases[0]',
      'UNKNOWN_KEY weight_in',
      'UNKNOWN_KEY has_bias',
    ]);
    expect(refused({ threshold: [1, 2], aliases: [[3], [], []], weights_in: [1, 2] })).toContain(
      'SPEC_SHAPE weightsIn',
    );
    expect(refused({ threshold: [1, 2], aliases: [[3], [], []], bias_hidden: [0, 0, 2] }, {})).toEqual([
      'SPEC_INCOMPLETE chipId',
      'SPEC_AMBIGUOUS bias_hidden',
      'SPEC_SHAPE threshold',
      'SPEC_SHAPE aliases[0][0]',
    ]);
  });

  it.each([null, 3, 'x', []])('is not %j', (json) => {
    expect(refusal(() => specificationFromJson(json, chip)).code).toBe('SPEC_INVALID');
  });

  it('is refused with a few of many wrong values, and how many there are', () => {
    const first = Array.from({ length: 10 }, (_, i) => i);
    const rows = { aliases: new Array(1000).fill('x'), threshold: ['x'] };
    expect(refused(rows)).toEqual([
      'INVALID_VALUE threshold',
      ...first.map((i) => `INVALID_VALUE aliases[${i}]`),
      'MORE_ISSUES aliases',
    ]);
    expect(refused({ aliases: [[], new Array(1000).fill(3), []], dt: 0 })).toEqual([
      ...first.map((i) => `SPEC_SHAPE aliases[1][${i}]`),
      'MORE_ISSUES aliases',
      'SPEC_SHAPE dt',
    ]);
    const own = { ...(mappedSpecToJson(mapped) as object), aliases: rows.aliases };
    expect(refusal(() => specificationFromJson(own)).issues).toHaveLength(11);
  });

  it('is not believed to have any number of inputs', () => {
    const weights_in = { shape: [1e15, 0], data: [] };
    expect(refused({ weights_in })).toEqual(['INVALID_VALUE weights_in']);
    expect(read({ weights_in: { ...weights_in, shape: [5, 0] } }).value.weightsIn.shape).toEqual([5, 0, 1]);
  });

  it('is not believed to have any number of neurons', () => {
    const many = { dash_mem: new Array(100_000).fill(1), weights_rec: null };
    expect(refusal(() => read(many))).toMatchObject({ code: 'SPEC_INVALID', hint: expect.any(String) });
  });
});

describe('the stage of a dictionary', () => {
  const whole = { weights_in: [[5, -1, 2]], dash_mem: [1, 2, 3] };

  it('is quantized if all numbers but dt are whole', () => {
    const { value } = read(whole);
    expect(value.stage).toBe('quantized');
    expect(value.weightsIn.data).toEqual(Int32Array.of(5, -1, 2));
    expect(value.dashMem).toEqual(Int32Array.of(1, 2, 3));
    expect(read({ ...whole, bias_out: [0.5] }).value.stage).toBe('mapped');
  });

  it('can be said', () => {
    expect(read(whole, { ...chip, stage: 'mapped' }).value.dashMem).toEqual(Float64Array.of(1, 2, 3));
    expect(refused({}, { ...chip, stage: 'quantized' })).toEqual([
      'NOT_INTEGER weightsIn[0]',
      'NOT_INTEGER dashMem[2]',
    ]);
  });
});

describe('our own specification file', () => {
  const quantized = read({ weights_in: [[5, -1, 2]], dash_mem: [1, 2, 3] }).value as QuantizedSpec;

  it('comes back at the stage that its header says', () => {
    expect(specificationFromJson(throughText(mappedSpecToJson(mapped)))).toEqual({ value: mapped, issues: [] });
    expect(specificationFromJson(throughText(quantizedSpecToJson(quantized))).value).toEqual(quantized);
    const whole = {
      ...mapped,
      weightsIn: quantized.weightsRec,
      dashMem: Float64Array.of(1, 2, 3),
    } as unknown as MappedSpec;
    expect(specificationFromJson(throughText(mappedSpecToJson(whole))).value.stage).toBe('mapped');
  });

  it('is refused where it contradicts what was asked for', () => {
    const json = mappedSpecToJson(mapped);
    expect(specificationFromJson(json, { chipId: 'syns61201', dt: 0.01, stage: 'mapped' }).value).toEqual(mapped);
    expect(problems(() => specificationFromJson(json, { chipId: 'syns65302', dt: 0.02 }))).toEqual([
      'SPEC_CONTRADICTS chipId',
      'SPEC_CONTRADICTS dt',
    ]);
    expect(problems(() => specificationFromJson(json, { stage: 'quantized' }))).toContain('INVALID_VALUE stage');
  });

  it('is refused with another format or version', () => {
    const json = mappedSpecToJson(mapped) as object;
    expect(problems(() => specificationFromJson({ ...json, version: 2 }))).toEqual(['UNKNOWN_VERSION version']);
    expect(problems(() => specificationFromJson({ ...json, format: 'xylopipe/config' }))).toEqual([
      'INVALID_VALUE format',
    ]);
  });
});

describe('any specification', () => {
  const specs = fc
    .record({
      nin: fc.nat({ max: 3 }),
      hidden: fc.integer({ min: 1, max: 4 }),
      out: fc.nat({ max: 2 }),
      s: fc.constantFrom(1, 2),
    })
    .chain(({ nin, hidden, out, s }) => {
      const data = (n: number) =>
        fc
          .array(fc.integer({ min: -128, max: 127 }), { minLength: n, maxLength: n })
          .map((list) => Int32Array.from(list));
      const matrix = (...shape: number[]) => data(shape.reduce((n, d) => n * d, 1)).map((d) => ({ shape, data: d }));
      return fc.record({
        stage: fc.constant('quantized' as const),
        chipId: fc.constant('syns61201'),
        dt: fc.constant(0.001),
        weightsIn: matrix(nin, hidden, s),
        weightsRec: matrix(hidden, hidden, s),
        weightsOut: matrix(hidden, out),
        weightShiftIn: fc.nat({ max: 7 }),
        weightShiftRec: fc.nat({ max: 7 }),
        weightShiftOut: fc.nat({ max: 7 }),
        dashMem: data(hidden),
        dashSyn: data(hidden),
        dashSyn2: data(hidden),
        dashMemOut: data(out),
        dashSynOut: data(out),
        threshold: data(hidden),
        thresholdOut: data(out),
        bias: data(hidden),
        biasOut: data(out),
        aliases: fc.array(fc.array(fc.nat({ max: hidden - 1 })), { minLength: hidden, maxLength: hidden }),
        layers: fc.constant([]),
      });
    });

  it('comes back, with our header and without', () => {
    fc.assert(
      fc.property(specs, (spec) => {
        const json = throughText(quantizedSpecToJson(spec)) as Record<string, unknown>;
        expect(specificationFromJson(json).value).toEqual(spec);
        const { format, version, stage, chip_id, layers, ...bare } = json;
        expect(specificationFromJson(bare, { chipId: String(chip_id) }).value).toEqual(spec);
      }),
    );
  });

  it('misshapen in any way is read or refused', () => {
    const files = fc.oneof(misshapen(rockpool), misshapen(throughText(mappedSpecToJson(mapped))));
    fc.assert(
      fc.property(files, (json) => {
        try {
          expect(specificationFromJson(json, chip).value.dt).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toMatchObject({ name: 'XylopipeError' });
        }
      }),
      { numRuns: 500 },
    );
  });
});
