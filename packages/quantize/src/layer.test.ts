import type { LayerPlacement, MappedSpec } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anySpec } from '../test/any-spec.js';
import { type SmallSpec, smallSpec } from '../test/small-spec.js';
import { quantize } from './quantize.js';

const place = (name: string, firstId: number, count: number, role: LayerPlacement['role'] = 'hidden') => ({
  name,
  role,
  firstId,
  count,
});

const layered = (fields: SmallSpec, ...layers: LayerPlacement[]): MappedSpec => ({ ...smallSpec(fields), layers });

/** Three hidden neurons with weights of 1, 2 and 4. */
const three: SmallSpec = { weightsIn: [[[1], [2], [4]]], threshold: [1, 1, 1], bias: [0, 0, 0] };
const output = place('out', 1000, 1, 'output');

describe('the layer method', () => {
  it('gives each layer a factor, from its weights and biases', () => {
    const { value } = quantize(layered(three, place('a', 0, 2), place('b', 2, 1), output), { method: 'layer' });
    expect(value.weightsIn.data).toEqual(Int32Array.of(64, 127, 127));
    expect(value.threshold).toEqual(Int32Array.of(64, 64, 32));
    const biased = layered({ ...three, bias: [0, -8, 0] }, place('a', 0, 2), place('b', 2, 1), output);
    expect(quantize(biased, { method: 'layer' }).value).toMatchObject({ bias: Int32Array.of(0, -127, 0) });
  });

  it('knows a layer by its name, wherever its neurons lie', () => {
    const rest = { ...place('a', 2, 1), firstNeuron: 1 };
    const scattered = layered(three, place('a', 0, 1), place('b', 1, 1), rest, output);
    expect(quantize(scattered, { method: 'layer' }).value.weightsIn.data).toEqual(Int32Array.of(32, 127, 127));
  });

  it('refuses layers of one name, which would get one factor', () => {
    const twice = layered(three, place('lif', 0, 1), place('b', 1, 1), place('lif', 2, 1), output);
    expect(() => quantize(twice, { method: 'layer' })).toThrow(/LAYER_NAME_TWICE at layers.lif/);
    expect(quantize(twice, { method: 'channel' }).value.weightsIn.data).toEqual(Int32Array.of(127, 127, 127));
  });

  it('counts output ids from the first of them', () => {
    const fields = {
      thresholdOut: [1, 1],
      weightsOut: [
        [4, 1],
        [2, 1],
      ],
    };
    const spec = layered(fields, place('a', 0, 2), place('y', 496, 1, 'output'), place('z', 497, 1, 'output'));
    expect(quantize(spec, { method: 'layer' }).value.weightsOut.data).toEqual(Int32Array.of(127, 127, 64, 127));
  });

  it('limits a layer to its largest threshold', () => {
    const fields = { ...three, weightsIn: [[[127], [127], [127]]], threshold: [1, -65534, 3] };
    const { value } = quantize(layered(fields, place('a', 0, 2), place('b', 2, 1), output), { method: 'layer' });
    expect(value.threshold).toEqual(Int32Array.of(0, -32767, 3));
    expect(value.weightsIn.data).toEqual(Int32Array.of(64, 64, 127));
  });

  it('scales fuzzily too, layer by layer', () => {
    const spec = layered({ ...three, weightsIn: [[[1], [-1], [4]]] }, place('a', 0, 2), place('b', 2, 1), output);
    const { value, issues } = quantize(spec, { method: 'layer', fuzzyScaling: true });
    expect(value.weightsIn.data).toEqual(Int32Array.of(64, -64, 127));
    expect(issues).toEqual([]);
  });

  it('refuses neurons that are in no layer, or in two, naming all', () => {
    const spec = layered({ ...three, bias: [0, Number.NaN, 0] }, place('a', 0, 2), place('b', 1, 1));
    expect(() => quantize(spec, { method: 'layer' })).toThrowError(
      expect.objectContaining({
        code: 'QUANTIZE_REFUSED',
        issues: [
          expect.objectContaining({ code: 'NOT_FINITE', at: ['bias', 1] }),
          expect.objectContaining({
            code: 'LAYERS_UNKNOWN',
            measured: 2,
            message: 'hidden neurons 1-2 must be in one layer each',
          }),
          expect.objectContaining({ code: 'LAYERS_UNKNOWN', message: 'output neuron 0 must be in one layer each' }),
        ],
      }),
    );
    expect(quantize(layered(three), { method: 'channel' }).issues).toEqual([]);
  });
});

describe('properties', () => {
  const inLayers = (spec: MappedSpec, ...sizes: number[]): MappedSpec => {
    const before = (i: number): number => sizes.slice(0, i).reduce((sum, count) => sum + count, 0);
    const hidden = sizes.map((count, i) => place(`${i}`, before(i), count));
    return { ...spec, layers: [...hidden, place('out', 1000, spec.thresholdOut.length, 'output')] };
  };

  it('one hidden and one output layer are the method global', () => {
    fc.assert(
      fc.property(anySpec(), fc.boolean(), (spec, fuzzyScaling) => {
        const whole = inLayers(spec, spec.threshold.length);
        expect(quantize(whole, { method: 'layer', fuzzyScaling })).toEqual(quantize(whole, { fuzzyScaling }));
      }),
    );
  });

  it('layers of one neuron are the method channel, where there are no biases', () => {
    fc.assert(
      fc.property(anySpec({ biases: false }), fc.double({ min: 1, max: 100, noNaN: true }), (spec, clipPercentile) => {
        const each = inLayers(spec, ...Array.from(spec.threshold, () => 1));
        const layers = [
          ...each.layers.slice(0, -1),
          ...Array.from(spec.thresholdOut, (_, n) => place(`out ${n}`, 1000 + n, 1, 'output')),
        ];
        expect(quantize({ ...each, layers }, { method: 'layer', clipPercentile })).toEqual(
          quantize({ ...each, layers }, { method: 'channel', clipPercentile }),
        );
      }),
    );
  });
});
