import { describe, expect, it } from 'vitest';
import { beats, bestOf, standardsOf } from './merit.js';
import type { Scored } from './pareto.js';
import { STANDARD_RECIPES } from './search.js';
import type { Score } from './trial.js';

const trial = (index: number, accuracy: number, agreement: number, rest: Partial<Score> = {}): Scored => ({
  index,
  recipe: STANDARD_RECIPES[index] ?? { method: 'layer', scaleCap: index },
  score: { accuracy, agreement, likelihood: 0.5, outputAgreement: 0.5, ...rest },
  issues: [],
});

const standards = [trial(0, 0.9, 0.6), trial(1, 0.8, 0.7)];
const bestIndex = (others: readonly Scored[], objectives: Parameters<typeof bestOf>[2]) =>
  bestOf([...standards, ...others], standards, objectives)?.index;

describe('bestOf', () => {
  it('agrees best of those that are as accurate as every standard, whatever likelihood and outputs say', () => {
    const likelier = trial(2, 0.95, 0.7, { likelihood: 0.9, outputAgreement: 0.9 });
    const agreeing = trial(3, 0.9, 0.75, { likelihood: 0.1, outputAgreement: 0.1 });
    const bought = trial(4, 0.89, 0.99);
    expect(bestIndex([likelier, agreeing, bought], ['agreement', 'accuracy'])).toBe(3);
  });

  it('holds recipes against the standards in accuracy and agreement where others are looked for, and in those', () => {
    const sure = trial(2, 0.8, 0.8, { likelihood: 1 });
    const apart = trial(3, 0.9, 0.69, { likelihood: 1 });
    const sound = trial(4, 0.9, 0.7, { likelihood: 0.6 });
    const unsure = trial(5, 0.9, 0.8, { likelihood: 0.4 });
    expect(bestIndex([sure, apart, sound, unsure], ['likelihood'])).toBe(4);
    expect(bestIndex([unsure], ['agreement', 'likelihood'])).toBe(5);
    expect(bestIndex([unsure, sound], ['agreement', 'likelihood'])).toBe(4);
  });

  it('loses no accuracy where nothing holds in all', () => {
    expect(bestIndex([], ['agreement'])).toBe(0);
    expect(bestIndex([trial(2, 0.9, 0.65), trial(3, 0.89, 0.9)], ['agreement'])).toBe(2);
  });

  it('decides by the other measures what is alike in the objectives, then by who was first', () => {
    const [first, likelier, second] = [trial(2, 0.9, 0.7), trial(3, 0.9, 0.7, { likelihood: 0.6 }), trial(4, 0.9, 0.7)];
    expect(bestIndex([first, likelier], ['agreement', 'accuracy'])).toBe(3);
    expect(bestIndex([first, second], ['agreement', 'accuracy'])).toBe(2);
  });

  it('decides by agreement where there are no labels, and by the objectives where there are no standards', () => {
    const bare = (index: number, agreement: number, outputAgreement: number): Scored => ({
      ...trial(index, 0, 0),
      score: { agreement, outputAgreement },
    });
    const [global, channel] = [bare(0, 0.5, 0.5), bare(1, 0.6, 0.4)];
    const others = [bare(2, 0.9, 0.4), bare(3, 0.7, 0.5)];
    const trials = [global, channel, ...others];
    expect(bestOf(trials, [global, channel], ['agreement', 'outputAgreement'])?.index).toBe(3);
    expect(bestOf(others, [], ['agreement', 'outputAgreement'])?.index).toBe(2);
    expect(bestOf([], [], ['agreement'])).toBeNull();
  });
});

describe('beats', () => {
  it('asks for a win over each standard, without a loss in accuracy, agreement or the objectives', () => {
    const agreed = ['agreement', 'accuracy'] as const;
    expect(beats(trial(2, 0.9, 0.7), standards, agreed)).toBe(true);
    expect(beats(trial(2, 0.9, 0.69), standards, agreed)).toBe(false);
    expect(beats(trial(2, 0.89, 0.9), standards, agreed)).toBe(false);
    expect(beats(trial(2, 0.9, 0.7, { likelihood: 0.4 }), standards, agreed)).toBe(true);
    expect(beats(trial(2, 0.9, 0.7, { likelihood: 0.4 }), standards, ['likelihood'])).toBe(false);
  });

  it('is no win to be alike, or better in what nobody looked for, or against nothing', () => {
    const alike = trial(2, 0.9, 0.6, { likelihood: 1 });
    const one = standards.slice(0, 1);
    expect(beats(alike, one, ['agreement'])).toBe(false);
    expect(beats(alike, one, ['agreement', 'likelihood'])).toBe(true);
    expect(beats(alike, [], ['agreement'])).toBe(false);
  });
});

describe('standardsOf', () => {
  it('has those that the chip took', () => {
    const refused = { ...trial(0, 0, 0), score: null };
    expect(standardsOf([refused, trial(1, 0.8, 0.7), trial(2, 1, 1)], 2).map(({ index }) => index)).toEqual([1]);
  });
});
