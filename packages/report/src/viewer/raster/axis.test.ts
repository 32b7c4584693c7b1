import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisOf } from './axis.js';

describe('axisOf', () => {
  it('lays cells side by side, with the same gap between all of them', () => {
    const { from, to } = axisOf({ from: 0, to: 4 }, 4, 22);
    expect([...from]).toEqual([0, 5, 11, 16]);
    expect([...to]).toEqual([4, 10, 15, 21]);
  });

  it('cuts what is out of sight', () => {
    const { first, end, from, to } = axisOf({ from: 1.5, to: 3.5 }, 10, 4);
    expect([first, end]).toEqual([1, 4]);
    expect([...from]).toEqual([0, 1, 3]);
    expect([...to]).toEqual([1, 3, 4]);
  });

  it('tells how many cells share a pixel', () => {
    expect(axisOf({ from: 0, to: 5 }, 5, 2)).toMatchObject({ isCrowded: true, cells: Uint32Array.of(3, 2) });
    expect(axisOf({ from: 0, to: 3 }, 3, 2)).toMatchObject({ isCrowded: false, cells: Uint32Array.of(2, 1) });
  });

  it('leaves no pixel between cells that are too small for a gap', () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }));
    fc.assert(
      fc.property(sizes, ([count, pixels]) => {
        const { cells, from, to } = axisOf({ from: 0, to: count }, count, pixels);
        expect(cells.every((n) => n > 0)).toBe(true);
        expect(to[count - 1]).toBeGreaterThan(from[count - 1] as number);
        if (pixels / count >= 4) return;
        for (let i = 1; i < count; i++)
          expect(to[i - 1]).toBe(Math.max(from[i] as number, (from[i - 1] as number) + 1));
      }),
    );
  });
});
