import { describe, expect, it } from 'vitest';
import { settle } from './options.js';
import { fullScale, limitedScale, scaleByNeuron, scaleByTarget } from './scale.js';

const settings = settle({});

describe('fullScale', () => {
  it('brings the largest weight to the largest integer', () => {
    expect(fullScale(0.5, settings)).toBe(254);
    expect(fullScale(0.5, settle({ bitsPerWeight: 4 }))).toBe(14);
  });

  it('is 1 where there is no weight', () => {
    expect(fullScale(0, settings)).toBe(1);
  });
});

describe('limitedScale', () => {
  it('leaves a threshold that rounds to its limit', () => {
    expect(limitedScale(127, 32767, settings)).toBe(1);
    expect(limitedScale(127, 32767.4375, settings)).toBe(1);
  });

  it('brings a threshold that rounds above its limit to the limit', () => {
    expect(limitedScale(127, 32767.5, settings)).toBe(32767 / 32767.5);
    expect(limitedScale(127, 65534, settings)).toBe(0.5);
  });

  it('limits where there is no weight, too', () => {
    expect(limitedScale(0, 32767, settings)).toBe(1);
    expect(limitedScale(0, 65534, settings)).toBe(0.5);
  });

  it('uses the word of the threshold', () => {
    expect(limitedScale(127, 254, settle({ bitsPerThreshold: 8 }))).toBe(0.5);
  });
});

describe('scaleByTarget', () => {
  it('takes the factor of the target, for all its synapses', () => {
    const weights = { shape: [2, 2, 2], data: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8) };
    expect(scaleByTarget(weights, Float64Array.of(1, 10))).toEqual({
      shape: [2, 2, 2],
      data: Float64Array.of(1, 2, 30, 40, 5, 6, 70, 80),
    });
  });

  it('takes the first factors where the matrix is narrower than there are neurons', () => {
    const weights = { shape: [2, 1, 1], data: Float64Array.of(1, 2) };
    expect(scaleByTarget(weights, Float64Array.of(3, 99)).data).toEqual(Float64Array.of(3, 6));
  });

  it.each([[[0, 3, 1]], [[3, 0, 2]], [[0, 0]]])('takes an empty matrix %j', (shape) => {
    expect(scaleByTarget({ shape, data: new Float64Array(0) }, Float64Array.of(1, 1, 1))).toEqual({
      shape,
      data: new Float64Array(0),
    });
  });
});

describe('scaleByNeuron', () => {
  it('rounds half to even and knows no negative zero', () => {
    const scaled = scaleByNeuron(Float64Array.of(0.5, 1.5, -0.5, -0.25), Float64Array.of(1, 1, 1, 1));
    expect(Array.from(scaled, (x) => Object.is(x, -0))).toEqual([false, false, false, false]);
    expect(scaled).toEqual(Float64Array.of(0, 2, 0, 0));
  });
});
