import type { ChipLimits, Issue, QuantizedSpec } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toyLimits } from '../../test/graphs.js';
import { filled, quantized, type Sizes, withValues } from '../../test/specs.js';
import { checkLimits } from './check-limits.js';
import { fanOutOf } from './recurrent-synapses.js';

const check = (spec: QuantizedSpec, limits: ChipLimits = toyLimits()): readonly Issue[] =>
  checkLimits(spec, limits, 'error');
const found = (issues: readonly Issue[]) => issues.map(({ code, at, measured, limit }) => [code, at, measured, limit]);

/** The toy chip with room for expansion neurons as on Audio 3: fewer than hidden neurons. */
const narrow = toyLimits({
  idAllocation: 'inputFirstOutputLast',
  inputExpansionNeurons: 4,
  outputExpansionNeurons: 5,
  synapsesPerHidden: 1,
});

describe('counts', () => {
  const cases: readonly (readonly [code: string, field: string, size: keyof Sizes, limit: number])[] = [
    ['LIMIT_INPUT_CHANNELS', 'weightsIn', 'inputs', 4],
    ['LIMIT_HIDDEN_NEURONS', 'weightsRec', 'hidden', 12],
    ['LIMIT_OUTPUT_CHANNELS', 'weightsOut', 'outputs', 3],
    ['LIMIT_INPUT_EXPANSION', 'weightsIn', 'inputExpansion', 4],
    ['LIMIT_OUTPUT_EXPANSION', 'weightsOut', 'outputExpansion', 5],
    ['LIMIT_SYNAPSES', 'weightsIn', 'synapses', 1],
  ];

  it.each(cases)('%s: %s with so many %s are held, one more is not', (code, field, size, limit) => {
    const sized = (n: number) => quantized({ hidden: 6, inputExpansion: 4, outputExpansion: 5, [size]: n });
    expect(check(sized(limit), narrow)).toEqual([]);
    expect(found(check(sized(limit + 1), narrow))).toEqual([[code, [field], limit + 1, limit]]);
  });

  it('does not call too many hidden neurons too many expansion neurons as well', () => {
    expect(found(check(quantized({ hidden: 13 })))).toEqual([['LIMIT_HIDDEN_NEURONS', ['weightsRec'], 13, 12]]);
  });
});

describe('recurrent synapses', () => {
  const connected = (hidden: number, from: Readonly<Record<number, number>>, synapses = 1): QuantizedSpec => {
    const weightsRec = filled([hidden, hidden, synapses], 0);
    for (const [source, count] of Object.entries(from)) {
      weightsRec.data.fill(-1, Number(source) * hidden * synapses, (Number(source) * hidden + count) * synapses);
    }
    return quantized({ hidden, synapses }, { weightsRec });
  };

  it('a target counts once, on whichever synapse it is', () => {
    const data = Int32Array.of(0, 1, 2, 0, 0, 0, 3, 4);
    expect([...fanOutOf({ shape: [2, 2, 2], data })]).toEqual([2, 1]);
  });

  it('is the number of other weights than 0 where there is one synapse', () => {
    const matrix = fc
      .integer({ min: 0, max: 6 })
      .chain((n) =>
        fc.array(fc.integer({ min: -1, max: 1 }), { minLength: n * n, maxLength: n * n }).map((list) => ({ n, list })),
      );
    fc.assert(
      fc.property(matrix, ({ n, list }) => {
        const rows = Array.from({ length: n }, (_, i) => list.slice(i * n, (i + 1) * n));
        const expected = rows.map((row) => row.filter((w) => w !== 0).length);
        expect([...fanOutOf({ shape: [n, n, 1], data: Float64Array.from(list) })]).toEqual(expected);
      }),
    );
  });

  it('as many targets as the chip allows are held', () => {
    expect(check(connected(10, { 0: 6, 9: 6 }))).toEqual([]);
    expect(check(connected(10, { 0: 6, 9: 6 }, 2))).toEqual([]);
  });

  it('gathers all neurons with too many targets in one issue, at the worst', () => {
    const spec = connected(12, { 1: 7, 4: 9, 7: 2 });
    const layers = [{ name: 'deep', role: 'hidden', firstId: 3, count: 9 }] as const;
    expect(check({ ...spec, layers })).toEqual([
      {
        code: 'LIMIT_FAN_OUT',
        severity: 'error',
        at: ['weightsRec', 4],
        measured: 9,
        limit: 6,
        message:
          'the fan-out of 2 of 12 hidden neurons (1, 4) is too large for toy, most of all that of neuron 4 (layer deep)',
        hint: expect.stringMatching(/sparser/),
      },
    ]);
  });

  it('names the first few of many neurons', () => {
    const [issue] = check(connected(9, Object.fromEntries(Array.from({ length: 9 }, (_, i) => [i, 7]))));
    expect(issue?.message).toMatch(/9 of 9 hidden neurons \(0, 1, 2, 3, 4 and 4 more\)/);
  });

  it('counts words on the whole chip, once for both synapses', () => {
    const full = { 0: 6, 1: 6, 2: 6, 3: 6, 4: 6 };
    expect(check(connected(10, full, 2))).toEqual([]);
    expect(found(check(connected(10, { ...full, 5: 1 }, 2)))).toEqual([
      ['LIMIT_RECURRENT_WORDS', ['weightsRec'], 31, 30],
    ]);
  });
});

describe('aliases', () => {
  it('one target each is held, neuron 0 included', () => {
    expect(check(quantized({}, { aliases: [[1], [0], [0]] }))).toEqual([]);
  });

  it('gathers all neurons with more in one issue, at the worst', () => {
    const issues = check(quantized({}, { aliases: [[1, 2], [], [0, 0, 1]] }));
    expect(found(issues)).toEqual([['LIMIT_ALIAS_TARGETS', ['aliases', 2], 3, 1]]);
    expect(issues[0]?.message).toMatch(/^2 of 3 hidden neurons \(0, 2\)/);
  });

  it('targets must be hidden neurons', () => {
    expect(found(check(quantized({}, { aliases: [[3], [], []] })))).toEqual([
      ['SPEC_SHAPE', ['aliases', 0, 0], 3, '0 to 2'],
    ]);
  });
});

describe('value ranges', () => {
  const { weightsRec } = quantized();
  const vector = (...values: number[]): Int32Array => Int32Array.from(values);
  const cases: readonly (readonly [
    field: string,
    ok: Partial<QuantizedSpec>,
    bad: Partial<QuantizedSpec>,
    Issue['at'],
    number,
  ])[] = [
    ['weights', { weightsOut: filled([3, 2], -128) }, { weightsOut: filled([3, 2], 128) }, ['weightsOut', 0], 128],
    [
      'the weight that is farthest out',
      { weightsRec: { ...weightsRec, data: withValues(weightsRec.data, { 4: 127 }) } },
      { weightsRec: { ...weightsRec, data: withValues(weightsRec.data, { 4: 130, 7: -140, 8: 135 }) } },
      ['weightsRec', 7],
      -140,
    ],
    [
      'thresholds',
      { threshold: vector(32767, -32768, 0) },
      { threshold: vector(0, 0, 32768) },
      ['threshold', 2],
      32768,
    ],
    ['biases', { biasOut: vector(127, -128) }, { biasOut: vector(0, -129) }, ['biasOut', 1], -129],
    ['decays', { dashMem: vector(15, 0, 1) }, { dashMem: vector(0, 16, 0) }, ['dashMem', 1], 16],
    ['negative decays', { dashSyn2: vector(0, 0, 0) }, { dashSyn2: vector(0, -1, 0) }, ['dashSyn2', 1], -1],
    ['shifts', { weightShiftRec: 7 }, { weightShiftRec: 8 }, ['weightShiftRec', 0], 8],
  ];

  it.each(cases)('%s', (_, ok, bad, at, measured) => {
    expect(check(quantized({}, ok))).toEqual([]);
    expect(check(quantized({}, bad))).toMatchObject([{ code: 'VALUE_RANGE', at, measured }]);
  });

  it('says that the width of biases is assumed', () => {
    const spec = quantized({}, { bias: vector(200, 0, 0) });
    expect(check(spec)[0]?.hint).toMatch(/8 bits are assumed/);
    expect(check(spec, toyLimits({ assumed: [] }))[0]?.hint).not.toMatch(/assumed/);
  });

  it('on a chip without biases, has none', () => {
    const without = toyLimits({ bias: false });
    expect(check(quantized(), without)).toEqual([]);
    expect(found(check(quantized({}, { bias: vector(0, 500, 0) }), without))).toEqual([
      ['LIMIT_BIAS', ['bias', 1], 500, 0],
    ]);
  });
});

describe('everything else', () => {
  it('a timestep other than in real time is a warning', () => {
    const imu = toyLimits({ realTimeDt: 0.005 });
    expect(check(quantized({}, { dt: 0.005 }), imu)).toEqual([]);
    expect(check(quantized(), imu)).toMatchObject([
      { code: 'LIMIT_REAL_TIME_DT', severity: 'warning', at: ['dt'], measured: 0.001, limit: 0.005 },
    ]);
  });

  it('a timestep of no duration is an error', () => {
    expect(found(check(quantized({}, { dt: 0 })))).toEqual([['SPEC_SHAPE', ['dt'], 0, '> 0 s']]);
  });

  it('what was mapped for another chip is an error', () => {
    expect(found(check(quantized({}, { chipId: 'other' })))).toEqual([['WRONG_CHIP', ['chipId'], 'other', 'toy']]);
  });

  it('where arrays disagree, their values are checked and their neurons are not counted', () => {
    const spec = quantized({ hidden: 13 }, { threshold: Int32Array.of(40000), dashSyn: new Int32Array(13).fill(99) });
    expect(check(spec).map(({ code, at }) => [code, at[0]])).toEqual([
      ['SPEC_SHAPE', 'threshold'],
      ['VALUE_RANGE', 'dashSyn'],
      ['VALUE_RANGE', 'threshold'],
    ]);
  });

  it('every issue says what to do', () => {
    const spec = quantized(
      { inputs: 5, hidden: 13, outputs: 4, synapses: 2 },
      {
        weightsRec: filled([13, 13, 2], 128),
        aliases: Array(13).fill([0, 1]),
        chipId: 'other',
        dashMem: new Int32Array(13).fill(16),
      },
    );
    const limits = toyLimits({
      synapsesPerHidden: 1,
      idAllocation: 'inputFirstOutputLast',
      inputExpansionNeurons: 4,
      outputExpansionNeurons: 4,
      realTimeDt: 1,
    });
    const issues = check(spec, limits);
    expect(issues.map(({ code }) => code)).toEqual([
      'WRONG_CHIP',
      'LIMIT_INPUT_CHANNELS',
      'LIMIT_HIDDEN_NEURONS',
      'LIMIT_OUTPUT_CHANNELS',
      'LIMIT_INPUT_EXPANSION',
      'LIMIT_OUTPUT_EXPANSION',
      'LIMIT_SYNAPSES',
      'LIMIT_FAN_OUT',
      'LIMIT_RECURRENT_WORDS',
      'LIMIT_ALIAS_TARGETS',
      'VALUE_RANGE',
      'LIMIT_REAL_TIME_DT',
      'VALUE_RANGE',
    ]);
    for (const issue of issues) expect(issue.hint).toMatch(/./);
  });
});
