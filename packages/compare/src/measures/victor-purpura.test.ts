import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyTrain, isMetric, spikesAt, timesOf } from '../../test/trains.js';
import { countDifference, type SpikeTrain, spikeTrain, trainDifference, unmatchedSpikes } from './spike-train.js';
import { victorPurpuraDistance } from './victor-purpura.js';

const anyCost = fc.oneof(
  fc.double({ min: 0, max: 3, noNaN: true }),
  fc.constantFrom(0, 0.1, 0.25, 0.5, 1, 2, Number.POSITIVE_INFINITY),
);

/** The definition: the table over all pairs of spikes that Victor and Purpura give. */
function byTable(a: SpikeTrain, b: SpikeTrain, cost: number): number {
  const [timesA, timesB] = [timesOf(a), timesOf(b)];
  let row = [0, ...timesB.map((_, j) => j + 1)];
  timesA.forEach((s, i) => {
    const next = [i + 1];
    timesB.forEach((t, j) => {
      const move = (row[j] as number) + (s === t ? 0 : cost * Math.abs(s - t));
      next.push(Math.min((row[j + 1] as number) + 1, (next[j] as number) + 1, move));
    });
    row = next;
  });
  return row[timesB.length] as number;
}

describe('victorPurpuraDistance', () => {
  it('moves a spike where that costs less than to remove and to add one', () => {
    expect(victorPurpuraDistance(spikesAt(3), spikesAt(8), 0.1)).toBeCloseTo(0.5, 12);
    expect(victorPurpuraDistance(spikesAt(3), spikesAt(23), 0.1)).toBeCloseTo(2, 12);
    expect(victorPurpuraDistance(spikesAt(3), spikesAt(99), 0.1)).toBe(2);
  });

  it('removes and adds for 1 each', () => {
    expect(victorPurpuraDistance(spikesAt(1, 4, 4), spikesAt(), 0.3)).toBe(3);
    expect(victorPurpuraDistance(spikesAt(), spikeTrain([0, 31]), 0.3)).toBe(31);
  });

  it('finds the cheapest pairs', () => {
    // 2 -> 3, 10 -> 9, 20 goes: not 10 -> 3.
    expect(victorPurpuraDistance(spikesAt(2, 10, 20), spikesAt(3, 9), 0.25)).toBeCloseTo(1.5, 12);
    // 0 stays with the 1 it is nearest to; the other 1 goes.
    expect(victorPurpuraDistance(spikesAt(0), spikesAt(1, 1), 0.25)).toBeCloseTo(1.25, 12);
  });

  it('is what the table of all pairs gives', () => {
    fc.assert(
      fc.property(anyTrain, anyTrain, anyCost, (a, b, cost) => {
        expect(victorPurpuraDistance(a, b, cost)).toBeCloseTo(byTable(a, b, cost), 9);
      }),
      { numRuns: 1000 },
    );
  });

  it('is a metric', () => {
    fc.assert(isMetric((a, b) => victorPurpuraDistance(a, b, 0.3)));
  });

  it('counts alone if moving is free, and coincidences alone if it is dear', () => {
    fc.assert(
      fc.property(anyTrain, anyTrain, (a, b) => {
        expect(victorPurpuraDistance(a, b, 0)).toBeCloseTo(Math.abs(countDifference(a, b)), 9);
        for (const cost of [2, 1e9, Number.POSITIVE_INFINITY]) {
          expect(victorPurpuraDistance(a, b, cost)).toBeCloseTo(unmatchedSpikes(trainDifference(a, b)), 9);
        }
      }),
    );
  });

  it('takes long trains of which no spike has a partner', () => {
    const steps = Array.from({ length: 10_000 }, (_, i) => 4 * i);
    const moved = steps.map((step) => step + 1);
    expect(victorPurpuraDistance(spikesAt(...steps), spikesAt(...moved), 0.001)).toBeCloseTo(10, 6);
  });

  it('refuses a cost that is none', () => {
    for (const cost of [-0.1, Number.NaN]) {
      expect(() => victorPurpuraDistance(spikesAt(), spikesAt(), cost)).toThrow(/cannot cost/);
    }
  });
});
