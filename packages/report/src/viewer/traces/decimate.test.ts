import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimate } from './decimate.js';

describe('decimate', () => {
  it('leaves what has room as it is, with a step beyond either end', () => {
    expect(decimate([[0, 1, 2, 3, 4, 5]], { from: 2, to: 4 }, 100)).toEqual({
      steps: [1, 2, 3, 4],
      values: [[1, 2, 3, 4]],
    });
    expect(decimate([], { from: 0, to: 1 }, 10)).toEqual({ steps: [], values: [] });
  });

  it('keeps lowest and highest in their order, and gaps', () => {
    const trace = [0, 5, -1, 2, 7, null, 1, 1, null, null, null, null];
    const { steps, values } = decimate([trace], { from: 0, to: 12 }, 3);
    expect(steps).toEqual([0, 2, 4, 6, 8, 10]);
    expect(values).toEqual([[5, -1, 7, 1, null, null]]);
  });

  it('loses no extreme, whatever is in sight', () => {
    const states = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 20, maxLength: 200 });
    fc.assert(
      fc.property(states, fc.nat(9), fc.integer({ min: 1, max: 30 }), (trace, from, pixels) => {
        const { steps, values } = decimate([trace], { from, to: trace.length }, pixels);
        const seen = trace.slice(Math.max(0, from - 1));
        const drawn = (values[0] ?? []).filter((value) => value !== null);
        expect(Math.max(...drawn)).toBeGreaterThanOrEqual(Math.max(...seen));
        expect(Math.min(...drawn)).toBeLessThanOrEqual(Math.min(...seen));
        expect(steps.length).toBe(values[0]?.length);
        expect(steps.length).toBeLessThanOrEqual(2 * pixels + 2);
        expect(steps.every((step, i) => i === 0 || step > (steps[i - 1] as number))).toBe(true);
      }),
    );
  });
});
