import { describe, expect, it } from 'vitest';
import { refusalOf } from '../test/refusals.js';
import { normalWeights, seededRandom, uniformWeights, xavierWeights } from './initialisers.js';

const moments = (values: Float64Array): { mean: number; deviation: number; largest: number } => {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
  return { mean, deviation, largest: values.reduce((most, x) => Math.max(most, Math.abs(x)), 0) };
};

describe('initialisers', () => {
  it('give the same weights for the same seed, and others for another', () => {
    const drawn = (seed: number) => Array.from(uniformWeights(3, 4, { seed }).data);
    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(7)).not.toEqual(drawn(8));
    expect(new Set(drawn(7)).size).toBe(12);
    expect(uniformWeights(3, 4)).toEqual(uniformWeights(3, 4, { seed: 0 }));
  });

  it('draw on from where a source is', () => {
    const random = seededRandom(1);
    expect(uniformWeights(2, 2, { random })).toEqual(uniformWeights(2, 2, { seed: 1 }));
    expect(uniformWeights(2, 2, { random })).not.toEqual(uniformWeights(2, 2, { seed: 1 }));
  });

  it.each([
    ['uniformWeights', uniformWeights(100, 200, { seed: 3 }), Math.sqrt(6 / 100)],
    ['uniformWeights with a bound', uniformWeights(100, 200, { seed: 3, bound: 0.25 }), 0.25],
    ['xavierWeights', xavierWeights(100, 200, { seed: 3 }), Math.sqrt(6 / 300)],
  ])('%s fill their range evenly on both sides', (_, { shape, data }, bound) => {
    const { mean, deviation, largest } = moments(data);
    expect(shape).toEqual([100, 200]);
    expect(largest).toBeLessThanOrEqual(bound);
    expect(largest).toBeGreaterThan(0.99 * bound);
    expect(Math.abs(mean)).toBeLessThan(0.03 * bound);
    expect(deviation).toBeCloseTo(bound / Math.sqrt(3), 2);
  });

  it.each([
    [undefined, Math.sqrt(2 / 100)],
    [2, 2],
  ])('normalWeights have the deviation %s', (asked, expected) => {
    const { mean, deviation } = moments(normalWeights(100, 200, { seed: 3, deviation: asked }).data);
    expect(Math.abs(mean)).toBeLessThan(0.03 * expected);
    expect(deviation / expected).toBeCloseTo(1, 1);
  });

  it('normalWeights are finite also where the source gives 0', () => {
    expect(Array.from(normalWeights(1, 1, { random: () => 0 }).data)).toEqual([expect.closeTo(0)]);
  });

  it.each([-1, 0.5, 2 ** 32, Number.NaN])('refuse the seed %d', (seed) => {
    expect(refusalOf(() => seededRandom(seed)).code).toBe('SEED_INVALID');
  });

  it('take the smallest and the largest seed', () => {
    expect(seededRandom(0)()).not.toBe(seededRandom(2 ** 32 - 1)());
  });
});
