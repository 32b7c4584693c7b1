import type { Score, Scored } from '@xylopipe/tune';
import { describe, expect, it } from 'vitest';
import { tuneLines } from './lines.js';
import { chanceWarnings } from './warnings.js';

const trial = (index: number, score: Partial<Score>, method: 'global' | 'channel' | 'layer' = 'global'): Scored => ({
  index,
  recipe: { method },
  score: { agreement: 0.5, outputAgreement: 0.5, ...score },
  issues: [],
});
const right = (...shares: readonly number[]) => ({ trials: shares.map((accuracy, i) => trial(i, { accuracy })) });

describe('chanceWarnings', () => {
  it('warns where no recipe knows more than the commonest label', () => {
    expect(chanceWarnings(right(0.25, 0.5), [0, 1, 1, 2])).toMatchObject([
      { code: 'LABELS_BY_CHANCE', severity: 'warning', measured: 0.5, limit: 0.5 },
    ]);
  });

  it.each([
    ['one recipe is better', right(0.25, 0.75), [0, 1, 1, 2]],
    ['there are no labels', { trials: [trial(0, {})] }, undefined],
    ['all labels are the same', right(1), [3, 3]],
    ['nothing was scored', { trials: [{ ...trial(0, {}), score: null }] }, [0, 1]],
  ])('says nothing if %s', (_, found, labels) => {
    expect(chanceWarnings(found, labels)).toEqual([]);
  });
});

describe('tuneLines', () => {
  const standards = [trial(0, { agreement: 0.8, outputAgreement: 0.7 }), trial(1, { agreement: 0.9 }, 'channel')];
  const resultOf = (best: Scored) => ({
    best,
    standards,
    front: [best],
    beatsStandards: !standards.includes(best),
    trials: [...standards, best],
    ended: 'candidates' as const,
  });

  it('tells the gain over the better standard, and on what', () => {
    const found = resultOf(trial(2, { agreement: 0.915, outputAgreement: 0.45 }, 'layer'));
    expect(tuneLines(found, ['agreement', 'outputAgreement'])).toContain(
      'against --quantize channel: agreement +1.50 points, outputAgreement −5.00 points; on the recordings searched, so check it on others',
    );
    expect(tuneLines(found, ['outputAgreement']).join()).toContain('against --quantize global: outputAgreement −25.00');
  });

  it('tells no gain of a standard recipe', () => {
    expect(tuneLines(resultOf(standards[1] as Scored), ['agreement']).join()).not.toContain('against');
  });
});
