import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logLikelihood } from './log-likelihood.js';

describe('logLikelihood', () => {
  it.each([
    ['no spike at all: every class alike', [0, 0, 0, 0], 2, Math.log(1 / 4)],
    ['one spike more', [3, 2], 0, Math.log(Math.E / (Math.E + 1))],
    ['one spike less', [3, 2], 1, Math.log(1 / (Math.E + 1))],
    ['totals that have no exponential', [5000, 4000, 0], 1, -1000],
    ['a winner beyond doubt', [5000, 4000, 0], 0, 0],
    ['totals below 0, of a chip whose output is vmem', [-30000, -30000], 1, Math.log(1 / 2)],
  ])('is right of %s', (_, totals, label, expected) => {
    expect(logLikelihood(totals, label)).toBeCloseTo(expected, 12);
  });

  it('gives probabilities that add up to 1, whatever is added to all totals', () => {
    const totals = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(totals, fc.integer({ min: -1000, max: 1000 }), (given, shift) => {
        const logs = given.map((_, label) => logLikelihood(given, label));
        expect(Math.max(...logs)).toBeLessThanOrEqual(0);
        expect(logs.reduce((sum, log) => sum + Math.exp(log), 0)).toBeCloseTo(1, 12);
        const shifted = given.map((total) => total + shift);
        expect(shifted.map((_, label) => logLikelihood(shifted, label))).toEqual(logs);
      }),
    );
  });
});
