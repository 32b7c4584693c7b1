import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paretoFront } from './pareto.js';
import type { Trial } from './trial.js';

const trial = (index: number, accuracy: number, agreement: number): Trial => ({
  index,
  recipe: {},
  score: { accuracy, agreement, outputAgreement: agreement },
  issues: [],
});
const indices = (trials: readonly Trial[]): readonly number[] => trials.map(({ index }) => index);

describe('paretoFront', () => {
  it('leaves out what another beats, and of equal ones the later', () => {
    const trials = [trial(0, 0.5, 0.5), trial(1, 0.9, 0.4), trial(2, 0.5, 0.6), trial(3, 0.9, 0.4), trial(4, 0.4, 0.6)];
    expect(indices(paretoFront(trials, ['accuracy', 'agreement']))).toEqual([1, 2]);
    expect(indices(paretoFront(trials, ['agreement', 'accuracy']))).toEqual([2, 1]);
    expect(indices(paretoFront(trials, ['agreement']))).toEqual([2]);
  });

  it('has nobody of whom another is better in everything, and somebody for each who was left out', () => {
    const score = fc.integer({ min: 0, max: 5 }).map((n) => n / 5);
    fc.assert(
      fc.property(fc.array(fc.tuple(score, score), { minLength: 1 }), (scores) => {
        const trials = scores.map(([x, y], i) => trial(i, x, y));
        const front = paretoFront(trials, ['accuracy', 'agreement']);
        const beats = (a: Trial, b: Trial): boolean =>
          a.score!.accuracy! >= b.score!.accuracy! && a.score!.agreement >= b.score!.agreement;
        for (const t of trials) {
          expect(front.some((f) => beats(f, t))).toBe(true);
          expect(front.includes(t as never) && front.some((f) => f !== t && beats(f, t))).toBe(false);
        }
      }),
    );
  });
});
