import { describe, expect, it } from 'vitest';
import { refusalOf } from '../test/refusals.js';
import { kaimingUniform, normal, seededRandom, uniform, xavierUniform } from './initialisers.js';

const moments = (values: Float64Array): { mean: number; deviation: number; largest: number } => {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
  return { mean, deviation, largest: values.reduce((most, x) => Math.max(most, Math.abs(x)), 0) };
};

describe('initialisers', () => {
  it('give the same weights for the same seed, and others for another', () => {
    const draw = (seed: number) => Array.from(uniform(1)(3, 4, seededRandom(seed)).data);
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(new Set(draw(7)).size).toBe(12);
  });

  it('draw on from where the source is', () => {
    const random = seededRandom(1);
    expect(uniform(1)(2, 2, random).data).not.toEqual(uniform(1)(2, 2, random).data);
  });

  it.each([
    ['uniform', uniform(0.25), 0.25],
    ['kaimingUniform', kaimingUniform, Math.sqrt(6 / 100)],
    ['xavierUniform', xavierUniform, Math.sqrt(6 / 300)],
  ])('%s fills its range evenly on both sides', (_, initialiser, bound) => {
    const { shape, data } = initialiser(100, 200, seededRandom(3));
    const { mean, deviation, largest } = moments(data);
    expect(shape).toEqual([100, 200]);
    expect(largest).toBeLessThanOrEqual(bound);
    expect(largest).toBeGreaterThan(0.99 * bound);
    expect(Math.abs(mean)).toBeLessThan(0.03 * bound);
    expect(deviation).toBeCloseTo(bound / Math.sqrt(3), 2);
  });

  it('normal has the deviation that was asked for, also where the source gives 0', () => {
    const { mean, deviation } = moments(normal(2)(100, 200, seededRandom(3)).data);
    expect(Math.abs(mean)).toBeLessThan(0.05);
    expect(deviation).toBeCloseTo(2, 1);
    expect(Array.from(normal(2)(1, 1, () => 0).data)).toEqual([expect.closeTo(0)]);
  });

  it.each([-1, 0.5, 2 ** 32, Number.NaN])('refuse the seed %d', (seed) => {
    expect(refusalOf(() => seededRandom(seed)).code).toBe('SEED_INVALID');
  });

  it('take the smallest and the largest seed', () => {
    expect(seededRandom(0)()).not.toBe(seededRandom(2 ** 32 - 1)());
  });
});
