import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { XylopipeError } from '../issues/error.js';
import { formatPath } from '../issues/issue.js';
import { deviceConfigFromJson, deviceConfigFromSpec, deviceConfigToJson } from './device-config.js';
import { type MappedSpec, mappedSpecFromJson, mappedSpecToJson } from './mapped-spec.js';
import { integerSpec, type QuantizedSpec, quantizedSpecFromJson, quantizedSpecToJson } from './quantized-spec.js';
import { checkSpecShapes, specSizes } from './spec-fields.js';

/** 2 inputs on the first 2 of 3 hidden neurons with two synapses; the last one drives 1 output. */
const mapped: MappedSpec = {
  stage: 'mapped',
  chipId: 'syns61201',
  dt: 0.001,
  weightsIn: { shape: [2, 2, 2], data: Float64Array.of(1, 0, -2, 0, 0, 3, 0, 4) },
  weightsRec: { shape: [3, 3, 2], data: new Float64Array(18) },
  weightsOut: { shape: [1, 1], data: Float64Array.of(-128) },
  weightShiftIn: 0,
  weightShiftRec: 1,
  weightShiftOut: 0,
  dashMem: Float64Array.of(1, 2, 3),
  dashSyn: Float64Array.of(1, 2, 3),
  dashSyn2: Float64Array.of(0, 2, 15),
  dashMemOut: Float64Array.of(4),
  dashSynOut: Float64Array.of(5),
  threshold: Float64Array.of(1, 32767, -32768),
  thresholdOut: Float64Array.of(9),
  bias: Float64Array.of(0, 0, 0),
  biasOut: Float64Array.of(0),
  aliases: [[2], [], []],
  layers: [
    { name: '1', role: 'hidden', firstId: 0, count: 2, firstNeuron: 1 },
    { name: '1', role: 'hidden', firstId: 2, count: 1 },
  ],
};
const quantized = integerSpec(mapped);

const caught = (run: () => unknown): XylopipeError => {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(XylopipeError);
    return error as XylopipeError;
  }
  throw new Error('nothing was thrown');
};
const throughText = (json: unknown): unknown => JSON.parse(JSON.stringify(json));

describe('specification JSON', () => {
  it('comes back, mapped and quantized', () => {
    expect(mappedSpecFromJson(throughText(mappedSpecToJson(mapped)))).toEqual(mapped);
    expect(quantizedSpecFromJson(throughText(quantizedSpecToJson(quantized)))).toEqual(quantized);
  });

  it("has Rockpool's keys and nested lists", () => {
    expect(mappedSpecToJson(mapped)).toMatchObject({
      weights_out: [[-128]],
      dash_syn_2: [0, 2, 15],
      weight_shift_rec: 1,
      aliases: [[2], [], []],
    });
  });

  it('keeps the other dimensions of an empty one', () => {
    const empty = { ...mapped, weightsIn: { shape: [0, 2, 2], data: new Float64Array(0) } };
    expect(mappedSpecFromJson(throughText(mappedSpecToJson(empty)))).toEqual(empty);
  });

  it('is not taken for the other stage', () => {
    expect(caught(() => quantizedSpecFromJson(mappedSpecToJson(mapped))).issues.map((i) => formatPath(i.at))).toEqual([
      'stage',
    ]);
  });

  it('names numbers that are not integers', () => {
    const { issues } = caught(() =>
      integerSpec({ ...mapped, threshold: Float64Array.of(1, 0.5, 2), bias: Float64Array.of(0, 0, 2 ** 31) }),
    );
    expect(issues.map((i) => [i.code, formatPath(i.at)])).toEqual([
      ['NOT_INTEGER', 'threshold[1]'],
      ['NOT_INTEGER', 'bias[2]'],
    ]);
  });
});

describe('checkSpecShapes', () => {
  it('finds nothing in a sound specification', () => {
    expect(checkSpecShapes(mapped)).toEqual([]);
    expect(specSizes(mapped)).toEqual({
      inputs: 2,
      inputExpansion: 2,
      hidden: 3,
      outputExpansion: 1,
      outputs: 1,
      synapses: 2,
    });
  });

  it('finds every disagreement', () => {
    const bad: MappedSpec = {
      ...mapped,
      dt: 0,
      weightsOut: { shape: [4, 1], data: new Float64Array(4) },
      dashSyn: Float64Array.of(1),
      biasOut: new Float64Array(0),
      aliases: [[3], [-1, 0.5], []],
    };
    expect(checkSpecShapes(bad).map((i) => formatPath(i.at))).toEqual([
      'weightsOut',
      'dashSyn',
      'biasOut',
      'aliases[0][0]',
      'aliases[1][0]',
      'aliases[1][1]',
      'dt',
    ]);
  });

  it('stops at a wrong number of elements', () => {
    const short = { ...mapped, weightsIn: { shape: [2, 2, 2], data: new Float64Array(7) }, dt: -1 };
    expect(checkSpecShapes(short)).toMatchObject([{ at: ['weightsIn'], measured: 7, limit: 8 }]);
  });

  it('stops at wrong ranks, where nothing else can be told', () => {
    const flat = { ...mapped, weightsRec: { shape: [18], data: new Float64Array(18) }, dt: -1 };
    expect(checkSpecShapes(flat)).toMatchObject([{ at: ['weightsRec'], measured: 1, limit: 3 }]);
  });
});

describe('DeviceConfig', () => {
  it('holds the integers in the types of the silicon and says what is enabled', () => {
    const config = deviceConfigFromSpec(quantized);
    expect(config.weightsOut.data).toEqual(Int8Array.of(-128));
    expect(config.threshold).toEqual(Int16Array.of(1, 32767, -32768));
    expect(config.dashSyn2).toEqual(Uint8Array.of(0, 2, 15));
    expect(config).toMatchObject({ stage: 'configured', biasEnable: false, synapse2Enable: true, aliasEnable: true });
    expect(deviceConfigFromSpec({ ...quantized, biasOut: Int32Array.of(-1), aliases: [[], [], []] })).toMatchObject({
      biasEnable: true,
      aliasEnable: false,
    });
  });

  it('does not share memory with the specification', () => {
    const config = deviceConfigFromSpec(quantized);
    config.weightsIn.data[0] = 99;
    expect(quantized.weightsIn.data[0]).toBe(1);
  });

  it('comes back from its file form', () => {
    const config = deviceConfigFromSpec(quantized);
    expect(deviceConfigFromJson(throughText(deviceConfigToJson(config)))).toEqual(config);
  });

  it('takes more than a chip allows: two aliases, wide biases', () => {
    const config = deviceConfigFromSpec({
      ...quantized,
      aliases: [[0, 1], [], []],
      bias: Int32Array.of(-32768, 0, 32767),
    });
    expect(config.bias).toEqual(Int16Array.of(-32768, 0, 32767));
  });

  it('refuses every value that would wrap, naming it', () => {
    const bad: QuantizedSpec = {
      ...quantized,
      weightsIn: { shape: [2, 2, 2], data: Int32Array.of(128, 0, 0, -129, 0, 0, 0, 0) },
      dashMem: Int32Array.of(16, -1, 0),
      thresholdOut: Int32Array.of(32768),
      weightShiftOut: 16,
    };
    const error = caught(() => deviceConfigFromSpec(bad));
    expect(error.code).toBe('CONFIG_INVALID');
    expect(error.issues.map((i) => [formatPath(i.at), i.measured])).toEqual([
      ['weightShiftOut[0]', 16],
      ['weightsIn[0]', 128],
      ['weightsIn[3]', -129],
      ['dashMem[0]', 16],
      ['dashMem[1]', -1],
      ['thresholdOut[0]', 32768],
    ]);
  });

  it('counts what it does not list', () => {
    const bad = { ...quantized, weightsRec: { shape: [3, 3, 2], data: new Int32Array(18).fill(1000) } };
    const { issues } = caught(() => deviceConfigFromSpec(bad));
    expect(issues).toHaveLength(11);
    expect(issues.at(-1)).toMatchObject({ at: ['weightsRec'], measured: 18 });
  });

  it('refuses unknown keys and versions of a file', () => {
    const json = throughText(deviceConfigToJson(deviceConfigFromSpec(quantized))) as object;
    expect(
      caught(() => deviceConfigFromJson({ ...json, version: 9, tresholds: [] })).issues.map((i) => [
        i.code,
        formatPath(i.at),
      ]),
    ).toEqual([
      ['UNKNOWN_VERSION', 'version'],
      ['UNKNOWN_KEY', 'tresholds'],
    ]);
  });

  it('survives its codec for any integers that fit', () => {
    const weights = fc.array(fc.integer({ min: -128, max: 127 }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(weights, (w) => {
        const config = deviceConfigFromSpec({
          ...quantized,
          weightsIn: { shape: [2, 2, 2], data: Int32Array.from(w) },
        });
        expect(deviceConfigFromJson(throughText(deviceConfigToJson(config)))).toEqual(config);
      }),
    );
  });
});
