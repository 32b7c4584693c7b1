import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyTrain, spikesAt, timesOf } from '../../test/trains.js';
import { spikeAgreement } from './spike-agreement.js';
import { countDifference, spikeTrain, trainDifference } from './spike-train.js';

describe('spikeTrain', () => {
  it('holds the timesteps with spikes alone', () => {
    expect(spikeTrain([0, 2, 0, 1])).toEqual({ steps: [1, 3], counts: [2, 1] });
    expect(spikeTrain(new Uint8Array(3))).toEqual({ steps: [], counts: [] });
  });
});

describe('trainDifference', () => {
  it('is what the second has more, and nothing where they are the same', () => {
    expect(trainDifference(spikeTrain([1, 3, 2, 0]), spikeTrain([1, 1, 0, 4]))).toEqual({
      steps: [1, 2, 3],
      counts: [-2, -2, 4],
    });
  });

  it('gives the second back when added to the first', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { maxLength: 9 }), fc.array(fc.nat(3), { maxLength: 9 }), (a, b) => {
        const sum = new Array<number>(9).fill(0).map((_, step) => a[step] ?? 0);
        const { steps, counts } = trainDifference(spikeTrain(a), spikeTrain(b));
        Array.from(steps).forEach((step, i) => {
          sum[step] = (sum[step] as number) + (counts[i] as number);
        });
        expect(sum).toEqual(sum.map((_, step) => b[step] ?? 0));
        expect(counts).not.toContain(0);
      }),
    );
  });
});

describe('countDifference', () => {
  it('is positive where the second has more', () => {
    expect(countDifference(spikesAt(1, 1, 2), spikesAt(7))).toBe(-2);
    expect(countDifference(spikesAt(), spikesAt(0, 3))).toBe(2);
  });
});

describe('spikeAgreement', () => {
  it('counts what is in the same timestep', () => {
    expect(spikeAgreement(spikesAt(1, 5), spikesAt(1, 6))).toBe(0.5);
    expect(spikeAgreement(spikeTrain([3]), spikeTrain([5]))).toBe(6 / 8);
    expect(spikeAgreement(spikesAt(1), spikesAt(2))).toBe(0);
  });

  it('is 1 where neither spikes, and 0 where one alone does', () => {
    expect(spikeAgreement(spikesAt(), spikesAt())).toBe(1);
    expect(spikeAgreement(spikesAt(), spikesAt(4))).toBe(0);
  });

  it('is 2 M / (A + B), the same both ways, and 1 of equal trains alone', () => {
    fc.assert(
      fc.property(anyTrain, anyTrain, (a, b) => {
        const [timesA, timesB] = [timesOf(a), [...timesOf(b)]];
        const matched = timesA.filter((step) => {
          const i = timesB.indexOf(step);
          if (i >= 0) timesB.splice(i, 1);
          return i >= 0;
        }).length;
        const spikes = timesA.length + timesOf(b).length;
        expect(spikeAgreement(a, b)).toBeCloseTo(spikes === 0 ? 1 : (2 * matched) / spikes, 12);
        expect(spikeAgreement(a, b)).toBe(spikeAgreement(b, a));
        expect(spikeAgreement(a, b) === 1).toBe(timesA.join() === timesOf(b).join());
      }),
    );
  });
});
