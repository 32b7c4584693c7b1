import { mappedSpecToJson, type QuantizedSpec } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anySpec } from '../test/any-spec.js';
import { everyNeuronHasWeights } from '../test/largest.js';
import { smallSpec } from '../test/small-spec.js';
import type { QuantizeMethod, QuantizeOptions } from './options.js';
import { quantize } from './quantize.js';

const oneLayer = (spec: ReturnType<typeof smallSpec>) => ({
  ...spec,
  layers: [
    { name: 'a', role: 'hidden', firstId: 0, count: spec.threshold.length } as const,
    { name: 'b', role: 'output', firstId: 1000, count: spec.thresholdOut.length } as const,
  ],
});
const anyMethod: fc.Arbitrary<QuantizeMethod> = fc.constantFrom('global', 'layer', 'channel');

describe('scaleCap', () => {
  const spec = smallSpec({ weightsIn: [[[1], [0.125]]], weightsOut: [[1], [1]], threshold: [1, 1] });

  it.each([
    [1, [127, 16]],
    [4, [127, 64]],
    [8, [127, 127]],
    [undefined, [127, 127]],
  ])('%s times the global factor at most', (scaleCap, weights) => {
    const { value } = quantize(spec, { method: 'channel', scaleCap });
    expect(value.weightsIn.data).toEqual(Int32Array.from(weights));
    expect(value.threshold[1]).toBe(127 * (scaleCap ?? 8));
  });

  it('is of the factor that the largest threshold leaves to the global method', () => {
    const high = smallSpec({ weightsIn: [[[127], [1]]], threshold: [65534, 1] });
    expect(quantize(high, { method: 'channel', scaleCap: 4 }).value.weightsIn.data).toEqual(Int32Array.of(64, 2));
  });

  it('leaves a neuron without weights its factor of 1', () => {
    const unconnected = smallSpec({ weightsIn: [[[0.5], [0]]], threshold: [1, 7] });
    expect(quantize(unconnected, { method: 'channel', scaleCap: 1 }).value.threshold).toEqual(Int32Array.of(254, 7));
  });

  it('1 gives the method global, thresholds at their limit included, where every neuron has weights', () => {
    fc.assert(
      fc.property(anySpec(), fc.constantFrom(4, 8, 16), fc.boolean(), (any, bitsPerThreshold, perLayer) => {
        fc.pre(everyNeuronHasWeights(any));
        const spec = oneLayer(any);
        const method = perLayer ? 'layer' : 'channel';
        expect(quantize(spec, { method, scaleCap: 1, bitsPerThreshold })).toEqual(quantize(spec, { bitsPerThreshold }));
      }),
    );
  });

  it('so large that no factor reaches it changes nothing', () => {
    fc.assert(
      fc.property(anySpec(), (spec) => {
        expect(quantize(spec, { method: 'channel', scaleCap: 1e9 })).toEqual(quantize(spec, { method: 'channel' }));
      }),
    );
  });
});

describe('clipPercentile', () => {
  const spec = smallSpec({
    weightsIn: [
      [[1], [2]],
      [[-3], [0]],
      [[4], [-100]],
    ],
  });

  it('scales by the least magnitude that so many per cent do not exceed, zeros not counted, and tells what it clips', () => {
    const { value, issues } = quantize(spec, { clipPercentile: 80 });
    expect(value.weightsIn.data).toEqual(Int32Array.of(32, 64, -95, 0, 127, -127));
    expect(value.threshold).toEqual(Int32Array.of(32, 32));
    expect(issues).toEqual([
      {
        code: 'WEIGHTS_CLIPPED',
        severity: 'warning',
        at: ['weightsIn'],
        measured: 1,
        limit: 0,
        message: 'weights of weightsIn beyond 127 are clipped to it; the largest magnitude is 3175',
        hint: expect.stringContaining('clipPercentile'),
      },
    ]);
  });

  it.each([
    [80.1, 100],
    [60, 3],
    [20, 1],
    [0.001, 1],
  ])('of %d is at the magnitude %d', (clipPercentile, magnitude) => {
    const { value } = quantize(spec, { clipPercentile });
    expect(value.threshold[0]).toBe(Math.round(127 / magnitude));
  });

  it('takes a rank that is whole for what it is: 64.4 % of 250 are 161', () => {
    const weightsIn = Array.from({ length: 250 }, (_, i) => [[i + 1]]);
    const { value } = quantize(smallSpec({ weightsIn, threshold: [161] }), { clipPercentile: 64.4 });
    expect(value.threshold).toEqual(Int32Array.of(127));
  });

  it('tells the largest of those that it clips, wherever it is', () => {
    const falling = smallSpec({
      weightsIn: [
        [[100], [1]],
        [[50], [1]],
        [[1], [1]],
      ],
    });
    const [issue, ...more] = quantize(falling, { clipPercentile: 60 }).issues;
    expect([issue?.message, issue?.measured, more]).toEqual([expect.stringContaining('magnitude is 12700'), 2, []]);
  });

  it('is taken per neuron by the method channel', () => {
    const { value, issues } = quantize(spec, { method: 'channel', clipPercentile: 60 });
    expect(value.weightsIn.data).toEqual(Int32Array.of(42, 3, -127, 0, 127, -127));
    expect(issues).toMatchObject([{ code: 'WEIGHTS_CLIPPED', measured: 1 }]);
  });

  it('makes room for biases, which are not clipped', () => {
    const biased = smallSpec({ weightsIn: [[[1], [16]]], bias: [-8, 0] });
    const { value, issues } = quantize(biased, { clipPercentile: 50 });
    expect([value.bias, value.weightsIn.data]).toEqual([Int32Array.of(-127, 0), Int32Array.of(16, 127)]);
    expect(issues).toMatchObject([{ code: 'WEIGHTS_CLIPPED' }]);
  });

  it('clips nothing where the limit of the threshold makes room', () => {
    const high = smallSpec({ weightsIn: [[[1], [2]]], threshold: [32767, 1] });
    const { value, issues } = quantize(high, { clipPercentile: 50 });
    expect([value.weightsIn.data, issues]).toEqual([Int32Array.of(1, 2), []]);
  });

  it('100 changes nothing', () => {
    fc.assert(
      fc.property(anySpec(), anyMethod, (any, method) => {
        const spec = oneLayer(any);
        expect(quantize(spec, { method, clipPercentile: 100 })).toEqual(quantize(spec, { method }));
      }),
    );
  });

  it('clips no more than its share of the weights of a group', () => {
    fc.assert(
      fc.property(anySpec(), fc.double({ min: 0.01, max: 100, noNaN: true }), (spec, clipPercentile) => {
        const { issues } = quantize(spec, { clipPercentile });
        const told = (...fields: string[]): number =>
          issues
            .filter(({ code, at }) => code === 'WEIGHTS_CLIPPED' && fields.includes(`${at[0]}`))
            .reduce((sum, { measured }) => sum + Number(measured), 0);
        const weights = (...all: { data: Float64Array }[]): number =>
          all.reduce((sum, { data }) => sum + data.filter((x) => x !== 0).length, 0);
        const share = 1 - clipPercentile / 100 + 1e-12;
        expect(told('weightsIn', 'weightsRec')).toBeLessThanOrEqual(share * weights(spec.weightsIn, spec.weightsRec));
        expect(told('weightsOut')).toBeLessThanOrEqual(share * weights(spec.weightsOut));
      }),
    );
  });
});

describe('fuzzy scaling', () => {
  it('tells what it clips', () => {
    const spec = smallSpec({
      weightsIn: [
        [[1], [1]],
        [[1], [1]],
        [[1], [1]],
        [[1], [9]],
      ],
    });
    expect(quantize(spec, { fuzzyScaling: true }).issues).toMatchObject([
      { code: 'WEIGHTS_CLIPPED', severity: 'warning', at: ['weightsIn'], measured: 1 },
    ]);
  });
});

describe('thresholdScale', () => {
  it('multiplies thresholds alone', () => {
    const spec = smallSpec({ weightsIn: [[[1], [1]]], threshold: [1, 2], thresholdOut: [4], bias: [1, 0] });
    const [plain, half] = [quantize(spec).value, quantize(spec, { thresholdScale: 0.5 }).value];
    expect([half.threshold, half.thresholdOut]).toEqual([Int32Array.of(64, 127), Int32Array.of(254)]);
    const { threshold, thresholdOut, ...rest } = half;
    expect(rest).toEqual(Object.fromEntries(Object.entries(plain).filter(([key]) => !key.startsWith('threshold'))));
  });

  it('counts for the limit', () => {
    const spec = smallSpec({ weightsIn: [[[127], [127]]], threshold: [32767, 1] });
    const { value } = quantize(spec, { thresholdScale: 2 });
    expect([value.threshold, value.weightsIn.data]).toEqual([Int32Array.of(32767, 1), Int32Array.of(64, 64)]);
  });

  it('can be another for output neurons', () => {
    const spec = smallSpec({ weightsIn: [[[1], [1]]], threshold: [1, 2], thresholdOut: [4] });
    const thresholds = (options: QuantizeOptions): readonly Int32Array[] => {
      const { threshold, thresholdOut } = quantize(spec, options).value;
      return [threshold, thresholdOut];
    };
    const plain = [Int32Array.of(127, 254), Int32Array.of(508)];
    const half = [Int32Array.of(64, 127), Int32Array.of(254)];
    expect(thresholds({ thresholdScaleOut: 0.5 })).toEqual([plain[0], half[1]]);
    expect(thresholds({ thresholdScale: 0.5, thresholdScaleOut: 1 })).toEqual([half[0], plain[1]]);
    expect(thresholds({ thresholdScale: 0.5 })).toEqual(half);
  });

  it('1 changes nothing', () => {
    fc.assert(
      fc.property(anySpec(), anyMethod, (any, method) => {
        const spec = oneLayer(any);
        expect(quantize(spec, { method, thresholdScale: 1 })).toEqual(quantize(spec, { method }));
      }),
    );
  });

  it('so large that nothing is left of the factors is refused, not rounded to garbage', () => {
    const spec = smallSpec({ threshold: [1e90, 1] });
    expect(() => quantize(spec, { thresholdScale: 1e300 })).toThrowError(
      expect.objectContaining({ code: 'QUANTIZE_REFUSED' }),
    );
  });
});

describe('all options together', () => {
  const anyOptions: fc.Arbitrary<QuantizeOptions> = fc.record({
    method: fc.constantFrom('layer', 'channel'),
    scaleCap: fc.double({ min: 1, max: 1000, noNaN: true }),
    clipPercentile: fc.double({ min: 1, max: 100, noNaN: true }),
    thresholdScale: fc.double({ min: 0.1, max: 10, noNaN: true }),
    thresholdScaleOut: fc.option(fc.double({ min: 0.1, max: 10, noNaN: true }), { nil: undefined }),
    dashRounding: fc.constantFrom('nearest', 'decay', 'up', 'down'),
  });

  it('leave the input alone, and weights and thresholds in their words', () => {
    fc.assert(
      fc.property(anySpec(), anyOptions, (any, options) => {
        const spec = oneLayer(any);
        const before = JSON.stringify(mappedSpecToJson(spec));
        const { value } = quantize(spec, options);
        expect(JSON.stringify(mappedSpecToJson(spec))).toBe(before);
        const beyond = (data: Int32Array, max: number): boolean => data.some((x) => Math.abs(x) > max);
        const { weightsIn, weightsRec, weightsOut, threshold, thresholdOut }: QuantizedSpec = value;
        for (const { data } of [weightsIn, weightsRec, weightsOut]) expect(beyond(data, 127)).toBe(false);
        for (const data of [threshold, thresholdOut]) expect(beyond(data, 32767)).toBe(false);
      }),
    );
  });
});
