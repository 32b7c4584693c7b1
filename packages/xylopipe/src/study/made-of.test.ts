import { Raster, type Tensor } from '@xylopipe/core';
import { quantize } from '@xylopipe/quantize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toyRaster, toyTree, toyTreeWith } from '../../test/toy.js';
import { createXylopipe } from '../xylopipe.js';
import { otherWeights } from './made-of.js';
import { isSameSpec } from './same-spec.js';

const xylopipe = createXylopipe();
const ran = await xylopipe.network(toyTree).on('syns61201').run(toyRaster(1));
const toy = ran.artifacts.spec!;

const withWeights = (weightsIn: Tensor, weightsRec: Tensor = toy.weightsRec) => ({ ...toy, weightsIn, weightsRec });
const tensorLike = ({ shape }: Tensor, data: readonly number[]): Tensor => ({ shape, data: Float64Array.from(data) });

const weights = (count: number) =>
  fc.array(
    fc.oneof(
      fc.constant(0),
      fc.integer({ min: -1000, max: 1000 }).map((n) => n / 1000),
    ),
    {
      minLength: count,
      maxLength: count,
    },
  );

describe('otherWeights', () => {
  it('accepts whatever quantization makes of a network', () => {
    fc.assert(
      fc.property(
        weights(toy.weightsIn.data.length),
        weights(toy.weightsRec.data.length),
        fc.constantFrom('global', 'layer', 'channel'),
        fc.constantFrom(50, 80, 100),
        (into, recurrent, method, clipPercentile) => {
          const spec = withWeights(tensorLike(toy.weightsIn, into), tensorLike(toy.weightsRec, recurrent));
          const { value } = quantize(spec, { method, clipPercentile });
          expect(otherWeights(spec, value)).toEqual({ neurons: 0, all: 5 });
        },
      ),
      { numRuns: 60 },
    );
  });

  const { value: quantized } = quantize(toy);
  const others = (change: (weight: number, i: number) => number): number =>
    otherWeights(withWeights({ ...toy.weightsIn, data: toy.weightsIn.data.map(change) }), quantized).neurons;

  it('counts neurons with a weight of the other sign, of none, or larger than one that was larger', () => {
    expect(others((weight) => weight)).toBe(0);
    expect(others((weight, i) => (i === 2 ? -weight : weight))).toBe(1);
    expect(others((weight, i) => (i === 0 ? 0 : weight))).toBe(1);
    // 0.9 and 0.1 lead to the first neuron.
    expect(others((weight, i) => (i === 0 ? 0.05 : weight))).toBe(1);
    expect(others((weight) => -weight)).toBe(3);
  });

  it('does not mind a scale, nor what files round', () => {
    expect(others((weight) => 7 * weight)).toBe(0);
    expect(others(Math.fround)).toBe(0);
  });

  it('looks at outputs, and at recurrent weights', () => {
    const out = { ...toy.weightsOut, data: toy.weightsOut.data.map((weight) => -weight) };
    expect(otherWeights({ ...toy, weightsOut: out }, quantized)).toEqual({ neurons: 2, all: 5 });
    const recurrent = { ...quantized.weightsRec, data: quantized.weightsRec.data.map((_, i) => (i === 0 ? 1 : 0)) };
    expect(otherWeights(toy, { ...quantized, weightsRec: recurrent }).neurons).toBe(1);
  });
});

describe('isSameSpec', () => {
  it('is true of one network, as files round it and whatever its layers are called', async () => {
    expect(isSameSpec(toy, { ...toy, layers: [] })).toBe(true);
    expect(isSameSpec(toy, withWeights({ ...toy.weightsIn, data: toy.weightsIn.data.map(Math.fround) }))).toBe(true);
    const again = await xylopipe.network(toyTree).on('syns61201').run(Raster.zeros(1, 2));
    expect(isSameSpec(toy, again.artifacts.spec!)).toBe(true);
  });

  it('is false of another in anything that computes', async () => {
    const tree = toyTreeWith([
      [0.9, 0.4, -0.2],
      [0.1, 0.8, 0.7001],
    ]);
    const other = await xylopipe.network(tree).on('syns61201').run(toyRaster(1));
    expect(isSameSpec(toy, other.artifacts.spec!)).toBe(false);
    expect(isSameSpec(toy, { ...toy, threshold: toy.threshold.map((level) => 2 * level) })).toBe(false);
    expect(isSameSpec(toy, { ...toy, threshold: toy.threshold.slice(1) })).toBe(false);
    expect(isSameSpec(toy, { ...toy, chipId: 'syns65302' })).toBe(false);
    expect(isSameSpec(toy, { ...toy, aliases: [[1], [], []] })).toBe(false);
    expect(isSameSpec(toy, { ...toy, weightShiftIn: 1 })).toBe(false);
  });
});
