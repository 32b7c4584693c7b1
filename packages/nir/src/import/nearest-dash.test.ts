import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestDash } from './nearest-dash.js';

describe('nearestDash', () => {
  it.each([
    [0.25, 2],
    [0.15, 3],
    [0.55, 1],
    [0.3, 2],
    [0.375, 2],
    [0.1875, 3],
    [1, 1],
    [2 ** -30, 30],
  ])('takes a leak of %d to dash %d', (leak, dash) => {
    expect(nearestDash(leak)).toBe(dash);
  });

  it('finds no dash that is nearer', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1, noNaN: true }), (leak) => {
        const distance = (dash: number) => Math.abs(2 ** -dash - leak);
        const dash = nearestDash(leak);
        for (let other = 1; other < 30; other++) expect(distance(dash)).toBeLessThanOrEqual(distance(other));
      }),
      { numRuns: 200 },
    );
  });
});
