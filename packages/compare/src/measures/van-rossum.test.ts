import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyTrain, isMetric, spikesAt, timesOf } from '../../test/trains.js';
import { type SpikeTrain, spikeTrain, trainDifference } from './spike-train.js';
import { vanRossumDistance } from './van-rossum.js';

const anyTau = fc.double({ min: 0.05, max: 500, noNaN: true });

/** The definition as a sum over all pairs of spikes: the kernels' products integrated by hand. */
function overPairs(a: SpikeTrain, b: SpikeTrain, tau: number): number {
  const sum = (one: SpikeTrain, other: SpikeTrain): number =>
    timesOf(one)
      .flatMap((s) => timesOf(other).map((t) => Math.exp(-Math.abs(s - t) / tau)))
      .reduce((total, term) => total + term, 0);
  return Math.sqrt(Math.max(0, (sum(a, a) + sum(b, b) - 2 * sum(a, b)) / 2));
}

describe('vanRossumDistance', () => {
  it('of one spike more is the square root of 1/2, whatever tau is', () => {
    for (const tau of [0, 1, 20, Number.POSITIVE_INFINITY]) {
      expect(vanRossumDistance(spikesAt(), spikesAt(7), tau)).toBeCloseTo(Math.SQRT1_2, 12);
    }
  });

  it('of a spike that moved is as van Rossum gives it', () => {
    expect(vanRossumDistance(spikesAt(3), spikesAt(8), 10) ** 2).toBeCloseTo(1 - Math.exp(-5 / 10), 12);
  });

  it('adds several spikes of a timestep up before it squares', () => {
    expect(vanRossumDistance(spikesAt(), spikeTrain([3]), 4) ** 2).toBeCloseTo(9 / 2, 12);
  });

  it('is the sum over all pairs', () => {
    fc.assert(
      fc.property(anyTrain, anyTrain, anyTau, (a, b, tau) => {
        expect(vanRossumDistance(a, b, tau)).toBeCloseTo(overPairs(a, b, tau), 5);
      }),
    );
  });

  it('is a metric', () => {
    fc.assert(isMetric((a, b) => vanRossumDistance(a, b, 3)));
  });

  it('sees coincidences alone with tau 0, and counts alone with tau infinite', () => {
    fc.assert(
      fc.property(anyTrain, anyTrain, (a, b) => {
        const counts = Array.from(trainDifference(a, b).counts);
        const squares = counts.reduce((sum, count) => sum + count * count, 0);
        const count = counts.reduce((sum, more) => sum + more, 0);
        for (const tau of [0, 1e-3]) expect(2 * vanRossumDistance(a, b, tau) ** 2).toBeCloseTo(squares, 9);
        expect(vanRossumDistance(a, b, Number.POSITIVE_INFINITY)).toBeCloseTo(Math.abs(count) / Math.SQRT2, 9);
        expect(vanRossumDistance(a, b, 1e9)).toBeCloseTo(Math.abs(count) / Math.SQRT2, 2);
      }),
    );
  });

  it('is exact where trains are long and differ little', () => {
    const steps = Array.from({ length: 10_000 }, (_, i) => 3 * i);
    const moved = steps.map((step, i) => (i === 5000 ? step + 1 : step));
    expect(vanRossumDistance(spikesAt(...steps), spikesAt(...moved), 50) ** 2).toBeCloseTo(-Math.expm1(-1 / 50), 12);
  });

  it('refuses a time constant that is none', () => {
    for (const tau of [-1, Number.NaN]) {
      expect(() => vanRossumDistance(spikesAt(), spikesAt(), tau)).toThrow(/van Rossum's distance cannot be/);
    }
  });
});
