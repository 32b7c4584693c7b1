import { type MappedSpec, mappedSpecToJson, Pipeline, quantizedSpecToJson, type Tensor } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { anySpec } from '../test/any-spec.js';
import { everyNeuronHasWeights, largest, largestPerTarget } from '../test/largest.js';
import { smallSpec } from '../test/small-spec.js';
import type { QuantizeOptions } from './options.js';
import { quantize, quantizeStage } from './quantize.js';

describe('quantize', () => {
  it('is global with 8 and 16 bits by default', () => {
    const spec = smallSpec();
    const spelledOut = { method: 'global', fuzzyScaling: false, bitsPerWeight: 8, bitsPerThreshold: 16 } as const;
    expect(quantize(spec)).toEqual(quantize(spec, spelledOut));
  });

  it('rounds dashes half to even and never scales them', () => {
    const { value } = quantize(smallSpec({ dashMem: [2.5, 3.5], weightsIn: [[[100], [1]]] }));
    expect(value.dashMem).toEqual(Int32Array.of(2, 4));
    expect(value.dashSyn).toEqual(Int32Array.of(2, 2));
    expect(value.dashMemOut).toEqual(Int32Array.of(4));
    expect(value.dashSynOut).toEqual(Int32Array.of(1));
  });

  it('carries over everything that is not a number per weight or neuron', () => {
    const { chipId, dt, aliases, layers, weightShiftIn, weightShiftRec, weightShiftOut } = smallSpec();
    const carried = { chipId, dt, aliases, layers, weightShiftIn, weightShiftRec, weightShiftOut };
    expect(quantize(smallSpec()).value).toMatchObject({ stage: 'quantized', ...carried });
  });

  it('warns of dashes that a chip cannot hold', () => {
    expect(quantize(smallSpec({ dashMem: [15.4, 15.6] })).issues).toMatchObject([
      { code: 'VALUE_RANGE', severity: 'warning', at: ['dashMem', 1], measured: 16, limit: '0 to 15' },
    ]);
  });

  it('refuses what is not finite, naming chip and places', () => {
    const spec = smallSpec({ threshold: [Number.NaN, 1], biasOut: [Number.POSITIVE_INFINITY] });
    expect(() => quantize(spec)).toThrowError(
      expect.objectContaining({
        code: 'QUANTIZE_REFUSED',
        who: 'syns-test',
        issues: [
          expect.objectContaining({ code: 'NOT_FINITE', at: ['threshold', 0] }),
          expect.objectContaining({ code: 'NOT_FINITE', at: ['biasOut', 0] }),
        ],
      }),
    );
  });

  it('refuses integers beyond 32 bits instead of wrapping them', () => {
    const spec = smallSpec({ weightsIn: [[[1e-12], [1]]], threshold: [0, 1], bias: [1, 1] });
    expect(() => quantize(spec, { method: 'channel' })).toThrowError(
      expect.objectContaining({
        code: 'QUANTIZE_REFUSED',
        issues: [expect.objectContaining({ severity: 'error', at: ['bias', 0], measured: 127e12 })],
      }),
    );
  });

  it('refuses weights so small that their factor overflows', () => {
    const spec = smallSpec({ weightsIn: [[[1e-320], [0]]], threshold: [0, 0] });
    expect(() => quantize(spec)).toThrowError(
      expect.objectContaining({
        code: 'QUANTIZE_REFUSED',
        issues: expect.arrayContaining([expect.objectContaining({ at: ['weightsIn', 0, 0, 0], measured: 'Infinity' })]),
      }),
    );
  });

  it('refuses bad options before it looks at the specification', () => {
    expect(() => quantize(smallSpec({ bias: [Number.NaN, 0] }), { bitsPerWeight: 1 })).toThrowError(
      expect.objectContaining({ code: 'QUANTIZE_OPTIONS_INVALID' }),
    );
  });
});

describe('quantizeStage', () => {
  it('is the stage "quantize", which passes on warnings', async () => {
    const pipeline = Pipeline.of(quantizeStage({ method: 'channel' }));
    expectTypeOf(pipeline.run).parameter(0).toEqualTypeOf<MappedSpec>();
    const spec = smallSpec({ bias: [9, 0] });
    const run = pipeline.run(spec);
    const seen: string[] = [];
    run.events$.subscribe((event) => seen.push(event.type));
    expect(await run.result).toEqual(quantize(spec, { method: 'channel' }).value);
    expect(pipeline.names).toEqual(['quantize']);
    expect(seen).toEqual(['started', 'issue', 'finished']);
  });
});

const anyOptions: fc.Arbitrary<QuantizeOptions> = fc.oneof(
  fc.record({ method: fc.constant('channel' as const), bitsPerWeight: bits(), bitsPerThreshold: bits() }),
  fc.record({ fuzzyScaling: fc.boolean(), bitsPerWeight: bits(), bitsPerThreshold: bits() }),
);

function bits(): fc.Arbitrary<number> {
  return fc.constantFrom(2, 4, 8, 16);
}

describe('properties', () => {
  it('the input is not changed, and the same again gives the same', () => {
    fc.assert(
      fc.property(anySpec(), anyOptions, (spec, options) => {
        const before = JSON.stringify(mappedSpecToJson(spec));
        const first = quantize(spec, options);
        expect(JSON.stringify(mappedSpecToJson(spec))).toBe(before);
        expect(JSON.stringify(quantizedSpecToJson(quantize(spec, options).value))).toBe(
          JSON.stringify(quantizedSpecToJson(first.value)),
        );
      }),
    );
  });

  it('weights and thresholds fit their symmetric words', () => {
    fc.assert(
      fc.property(anySpec(), anyOptions, (spec, options) => {
        const { value } = quantize(spec, options);
        const max = (width = 0): number => 2 ** (width - 1) - 1;
        for (const { data } of [value.weightsIn, value.weightsRec, value.weightsOut])
          expect(largest(data)).toBeLessThanOrEqual(max(options.bitsPerWeight));
        for (const data of [value.threshold, value.thresholdOut])
          expect(largest(data)).toBeLessThanOrEqual(max(options.bitsPerThreshold));
      }),
    );
  });

  it('a power of two makes no difference where there is a weight to be scaled', () => {
    fc.assert(
      fc.property(anySpec(), anyOptions, fc.integer({ min: -40, max: 40 }), (spec, options, exponent) => {
        fc.pre(everyNeuronHasWeights(spec));
        expect(quantize(times(spec, 2 ** exponent), options)).toEqual(quantize(spec, options));
      }),
    );
  });

  it('negating everything negates the integers', () => {
    fc.assert(
      fc.property(anySpec(), anyOptions, (spec, options) => {
        const { value } = quantize(spec, options);
        const negated = quantize(times(spec, -1), options).value;
        const minus = (data: Int32Array): Int32Array => data.map((x) => -x);
        expect(negated.weightsIn.data).toEqual(minus(value.weightsIn.data));
        expect(negated.weightsRec.data).toEqual(minus(value.weightsRec.data));
        expect(negated.threshold).toEqual(minus(value.threshold));
        expect(negated.biasOut).toEqual(minus(value.biasOut));
      }),
    );
  });

  it('the largest weight of a group, or of a neuron, reaches the end of its word unless a threshold forbids it', () => {
    fc.assert(
      fc.property(anySpec({ biases: false }), bits(), (spec, bitsPerWeight) => {
        fc.pre(everyNeuronHasWeights(spec));
        const low = { ...spec, threshold: spec.threshold.map(() => 0), thresholdOut: spec.thresholdOut.map(() => 0) };
        const end = 2 ** (bitsPerWeight - 1) - 1;
        const byGroup = quantize(low, { bitsPerWeight }).value;
        expect(Math.max(largest(byGroup.weightsIn.data), largest(byGroup.weightsRec.data))).toBe(end);
        expect(largest(byGroup.weightsOut.data)).toBe(end);
        const byNeuron = quantize(low, { bitsPerWeight, method: 'channel' }).value;
        expect(largestPerTarget(byNeuron).every((weight) => weight === end)).toBe(true);
      }),
    );
  });

  it('a threshold over its limit ends on it', () => {
    fc.assert(
      fc.property(anySpec(), fc.constantFrom('global', 'channel'), (spec, method) => {
        const high = { ...spec, threshold: spec.threshold.map(() => -1e9) };
        const { value } = quantize(high, { method });
        expect(value.threshold.every((x) => x === -32767)).toBe(true);
      }),
    );
  });
});

function times(spec: MappedSpec, factor: number): MappedSpec {
  const list = (data: Float64Array): Float64Array => data.map((x) => x * factor);
  const matrix = ({ shape, data }: Tensor): Tensor => ({ shape, data: list(data) });
  return {
    ...spec,
    weightsIn: matrix(spec.weightsIn),
    weightsRec: matrix(spec.weightsRec),
    weightsOut: matrix(spec.weightsOut),
    threshold: list(spec.threshold),
    thresholdOut: list(spec.thresholdOut),
    bias: list(spec.bias),
    biasOut: list(spec.biasOut),
  };
}
