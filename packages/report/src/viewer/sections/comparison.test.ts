import { describe, expect, it } from 'vitest';
import { divergenceText } from './comparison.js';

describe('divergenceText', () => {
  const measures = { agreement: 1, countDifference: 0, vanRossum: 0, victorPurpura: 0 };
  const comparison = { ...measures, a: 'float', b: 'board', output: measures, layers: [], issues: [], first: null };
  const first = {
    step: 3,
    stepB: 4,
    layer: 'l',
    role: 'hidden',
    neuron: 2,
    id: 9,
    signal: 'spikes',
    a: 1,
    b: 0,
  } as const;

  it('says where, what and why', () => {
    expect(divergenceText(comparison, { ...first, cause: 'saturation' })).toBe(
      'First divergence at step 3 (board: 4), l[2] (id 9): spikes is 1 in float and 0 in board. Likely cause: 16-bit saturation.',
    );
    expect(divergenceText(comparison, { ...first, stepB: 3 })).toContain('at step 3, l[2]');
  });

  it('says that there is none', () => {
    expect(divergenceText(comparison, null)).toBe('No difference in what was compared.');
  });
});
