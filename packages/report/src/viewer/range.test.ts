import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullRange, panned, type Range, sameRange, showing, within, zoomed } from './range.js';

const anyCells = fc.integer({ min: 0, max: 10_000 });
const anyRange = fc
  .tuple(fc.double({ min: -2e4, max: 2e4, noNaN: true }), fc.double({ min: 1e-3, max: 2e4, noNaN: true }))
  .map(([from, span]): Range => ({ from, to: from + span }));

const lies = ({ from, to }: Range, cells: number): boolean =>
  from >= 0 && to <= Math.max(1, cells) + 1e-6 && to - from >= Math.min(4, Math.max(1, cells)) - 1e-6;

describe('within', () => {
  it('gives a part of the axis that is not too short, for anything', () => {
    fc.assert(fc.property(anyRange, anyCells, (range, cells) => lies(within(range, cells), cells)));
  });

  it('leaves alone what lies on the axis', () => {
    expect(within({ from: 2, to: 8 }, 10)).toEqual({ from: 2, to: 8 });
  });

  it.each([
    [
      { from: -5, to: 3 },
      { from: 0, to: 8 },
    ],
    [
      { from: 95, to: 105 },
      { from: 90, to: 100 },
    ],
    [
      { from: -50, to: 500 },
      { from: 0, to: 100 },
    ],
    [
      { from: 50, to: 51 },
      { from: 48.5, to: 52.5 },
    ],
    [
      { from: Number.NaN, to: 5 },
      { from: 0, to: 100 },
    ],
    [
      { from: 0, to: Number.POSITIVE_INFINITY },
      { from: 0, to: 100 },
    ],
  ])('moves and shortens %o to %o', (range, expected) => {
    expect(within(range, 100)).toEqual(expected);
  });

  it('shows an empty axis as if it had a cell', () => {
    expect(within({ from: 0, to: 5 }, 0)).toEqual(fullRange(0));
    expect(fullRange(0)).toEqual({ from: 0, to: 1 });
  });
});

describe('zoomed', () => {
  it('keeps the anchor where it is', () => {
    const range = zoomed({ from: 0, to: 100 }, 4, 25, 100);
    expect(range).toEqual({ from: 18.75, to: 43.75 });
    expect((25 - range.from) / (range.to - range.from)).toBeCloseTo(0.25);
  });

  it('ends at everything, and at few cells', () => {
    expect(zoomed({ from: 40, to: 60 }, 1e-9, 50, 100)).toEqual({ from: 0, to: 100 });
    const { from, to } = zoomed({ from: 40, to: 60 }, 1e9, 50, 100);
    expect(to - from).toBeCloseTo(4);
    expect(zoomed({ from: 0, to: 1 }, 5, 0, 1)).toEqual({ from: 0, to: 1 });
  });

  it('stays on the axis', () => {
    const factor = fc.double({ min: 0.01, max: 100, noNaN: true });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(anyRange, anyCells, factor, share, (any, cells, by, at) => {
        const range = within(any, cells);
        return lies(zoomed(range, by, range.from + at * (range.to - range.from), cells), cells);
      }),
    );
  });
});

describe('panned and showing', () => {
  it('moves at most to an end', () => {
    expect(panned({ from: 10, to: 20 }, 5, 100)).toEqual({ from: 15, to: 25 });
    expect(panned({ from: 10, to: 20 }, -50, 100)).toEqual({ from: 0, to: 10 });
    expect(panned({ from: 10, to: 20 }, 500, 100)).toEqual({ from: 90, to: 100 });
  });

  it('moves only as far as it must', () => {
    expect(showing({ from: 10, to: 20 }, 15, 100)).toEqual({ from: 10, to: 20 });
    expect(showing({ from: 10, to: 20 }, 50, 100)).toEqual({ from: 43, to: 53 });
    expect(showing({ from: 10, to: 20 }, 5, 100)).toEqual({ from: 3, to: 13 });
  });

  it('brings any cell into sight', () => {
    fc.assert(
      fc.property(anyRange, fc.integer({ min: 1, max: 1000 }), fc.nat(), (any, cells, n) => {
        const cell = n % cells;
        const { from, to } = showing(within(any, cells), cell, cells);
        return from <= cell + 1e-6 && cell + 1 <= to + 1e-6;
      }),
    );
  });
});

it('tells ranges apart', () => {
  expect(sameRange({ from: 1, to: 2 }, { from: 1, to: 2 })).toBe(true);
  expect(sameRange({ from: 1, to: 2 }, { from: 1, to: 3 })).toBe(false);
});
