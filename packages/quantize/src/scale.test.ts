import { describe, expect, it } from 'vitest';
import { scaleByNeuron, scaleByTarget } from './scale.js';

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
