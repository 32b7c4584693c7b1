import { describe, expect, it } from 'vitest';
import { evolution } from '../../test/evolutions.js';
import { compareEvolutions } from './compare-evolutions.js';
import { formatComparison } from './format-comparison.js';

describe('formatComparison', () => {
  it('says what was compared where nothing differs', () => {
    const a = evolution({ vmem: [[1, 2]], spikesOut: [[0]] });
    expect(formatComparison(compareEvolutions(a, a))).toBe('equal: 3 values of vmem, spikesOut');
  });

  it('says where evolutions part, and how many values differ per signal', () => {
    const a = evolution({
      vmem: [
        [1, 2],
        [3, 4],
      ],
      isyn: [[0], [0]],
      spikesOut: [[0], [0]],
    });
    const b = evolution({
      vmem: [
        [1, -2],
        [0, 4],
      ],
      isyn: [[0], [0]],
      spikesOut: [[0], [1]],
    });
    expect(formatComparison(compareEvolutions(a, b)).split('\n')).toEqual([
      'different: at timestep 0, vmem of neuron 1 is 2 in a and -2 in b',
      '  vmem: 2 of 4 values differ, the first at timestep 0',
      '  spikesOut: 1 of 2 values differ, the first at timestep 1',
    ]);
  });

  it('does not call equal what could not be compared in full', () => {
    const text = formatComparison(compareEvolutions(evolution({ vmem: [[1]] }), evolution({ vmem: [[1], [2]] })));
    expect(text).toMatch(/^not equal: no difference in 1 value of vmem, but/);
    expect(text).toContain('error SHAPE_MISMATCH at steps');
    expect(text).toContain('1 and 2');
  });

  it('lists signals that were left out', () => {
    const a = evolution({ vmem: [[1]], isyn: [[1]] });
    const text = formatComparison(compareEvolutions(a, evolution({ vmem: [[1]] })));
    expect(text).toMatch(
      /^equal: 1 value of vmem; only in a, and not compared: isyn\nwarning SIGNAL_MISSING at signals\.isyn: /,
    );
  });
});
