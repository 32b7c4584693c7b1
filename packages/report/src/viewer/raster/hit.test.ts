import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAt, cellBox, neighbourMark, placeAt, type Viewport } from './hit.js';
import { marksOf } from './marks.js';
import { packSpikes } from './spikes.js';

const marks = (data: readonly number[], neurons: number) =>
  marksOf(packSpikes([{ data, neurons, firstRow: 0, shift: 0 }], data.length / neurons, neurons));

const view = (steps: number, rows: number, width: number, height: number): Viewport => ({
  time: { from: 0, to: steps },
  rows: { from: 0, to: rows },
  width,
  height,
});

describe('cellAt', () => {
  it('is the cell under the pointer where cells are large', () => {
    const shown = view(2, 2, 100, 100);
    expect(cellAt(marks([1, 0, 0, 1], 2), shown, 10, 10)).toEqual({ step: 0, row: 0 });
    expect(cellAt(marks([1, 0, 0, 1], 2), shown, 10, 90)).toEqual({ step: 0, row: 1 });
    expect(cellAt(marks([1, 0, 0, 1], 2), shown, 99, 99)).toEqual({ step: 1, row: 1 });
  });

  it('is the nearest mark where cells are small', () => {
    const data = Array.from({ length: 100 }, (_, t) => (t === 40 || t === 47 ? 1 : 0));
    const shown = view(100, 1, 100, 1);
    expect(cellAt(marks(data, 1), shown, 42.5, 0.5)).toEqual({ step: 40, row: 0 });
    expect(cellAt(marks(data, 1), shown, 45.5, 0.5)).toEqual({ step: 47, row: 0 });
    expect(cellAt(marks(data, 1), shown, 60.5, 0.5)).toEqual({ step: 60, row: 0 });
  });

  it('never leads to another row, nor to another step where nothing is in reach', () => {
    const data = Array.from({ length: 200 }, (_, cell) => Number(cell % 2 === 0));
    const shown = view(100, 2, 100, 4);
    expect(cellAt(marks(data, 2), shown, 42.5, 3)).toEqual({ step: 42, row: 1 });
    const one = marks([1, ...Array.from({ length: 9 }, () => 0)], 1);
    expect(cellAt(one, view(10, 1, 20, 10), 4.5, 5, 0)).toEqual({ step: 2, row: 0 });
  });

  it.each([
    [-1, 5],
    [5, -1],
    [100, 5],
    [5, 100],
  ])('is none at (%s, %s), outside', (x, y) => {
    expect(cellAt(marks([1, 1], 1), view(2, 1, 100, 100), x, y)).toBeNull();
  });

  it('is none where there are no timesteps or neurons', () => {
    expect(cellAt(marks([], 1), view(1, 1, 10, 10), 5, 5)).toBeNull();
    expect(cellAt(marksOf(packSpikes([], 3, 0)), view(3, 1, 10, 10), 5, 5)).toBeNull();
  });

  it('finds a mark at the middle of where it is drawn, at any zoom', () => {
    const sizes = fc.record({
      steps: fc.integer({ min: 1, max: 300 }),
      rows: fc.integer({ min: 1, max: 50 }),
      at: fc.nat(),
    });
    fc.assert(
      fc.property(sizes, ({ steps, rows, at }) => {
        const data = Array.from({ length: steps * rows }, () => 0);
        const cell = at % data.length;
        data[cell] = 1;
        const expected = { step: Math.floor(cell / rows), row: cell % rows };
        const shown = view(steps, rows, 200, 100);
        const { x, y, width, height } = cellBox(shown, expected);
        expect(cellAt(marks(data, rows), shown, x + width / 2, y + height / 2)).toEqual(expected);
      }),
    );
  });
});

it('leads from a place to its pixels and back', () => {
  const shown = { time: { from: 10, to: 20 }, rows: { from: 4, to: 8 }, width: 100, height: 80 };
  expect(cellBox(shown, { step: 12, row: 5 })).toEqual({ x: 20, y: 20, width: 10, height: 20 });
  expect(placeAt(shown, 20, 20)).toEqual({ step: 12, row: 5 });
});

describe('neighbourMark', () => {
  const two = marks([1, 0, 0, 0, 1, 1, 0, 1], 2);

  it('goes along the row', () => {
    expect(neighbourMark(two, { step: 0, row: 0 }, 1)).toEqual({ step: 2, row: 0 });
    expect(neighbourMark(two, { step: 3, row: 1 }, -1)).toEqual({ step: 2, row: 1 });
  });

  it('ends where there is none', () => {
    expect(neighbourMark(two, { step: 2, row: 0 }, 1)).toBeNull();
    expect(neighbourMark(two, { step: 0, row: 1 }, -1)).toBeNull();
  });
});
