import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstAtRow, type PackedSpikes, packSpikes, valueAt } from './spikes.js';

/** All cells that hold a spike. */
function unpacked({
  steps,
  starts,
  row,
  value,
}: PackedSpikes): (readonly [step: number, row: number, value: number])[] {
  return Array.from({ length: steps }, (_, t) => t).flatMap((t) =>
    Array.from({ length: (starts[t + 1] as number) - (starts[t] as number) }, (_, i) => {
      const at = (starts[t] as number) + i;
      return [t, row[at] as number, value[at] as number] as const;
    }),
  );
}

describe('packSpikes', () => {
  it('sorts spikes of all layers by timestep and row', () => {
    const a = { data: Uint8Array.of(0, 1, 2, 0, 0, 0), neurons: 2, firstRow: 0, shift: 0 };
    const b = { data: Float64Array.of(1, 0, 31), neurons: 1, firstRow: 2, shift: 0 };
    expect(unpacked(packSpikes([a, b], 3, 3))).toEqual([
      [0, 1, 1],
      [0, 2, 1],
      [1, 0, 2],
      [2, 2, 31],
    ]);
  });

  it.each([
    [1, [[0, 0, 2]]],
    [
      0,
      [
        [0, 0, 1],
        [1, 0, 2],
      ],
    ],
    [-1, [[1, 0, 1]]],
    [2, []],
    [-2, []],
  ])('draws a layer that is %s steps behind that much earlier', (shift, expected) => {
    const layer = { data: Uint8Array.of(1, 2), neurons: 1, firstRow: 0, shift };
    expect(unpacked(packSpikes([layer], 2, 1))).toEqual(expected);
  });

  it('counts what is no number, and leaves it out', () => {
    const data = Float64Array.of(Number.NaN, 1, Number.POSITIVE_INFINITY, 0);
    const packed = packSpikes([{ data, neurons: 2, firstRow: 0, shift: 0 }], 2, 2);
    expect(packed.notFinite).toBe(2);
    expect(packed.total).toBe(1);
    expect(unpacked(packed)).toEqual([[0, 1, 1]]);
  });

  it('has nothing of nothing', () => {
    expect(packSpikes([], 0, 0)).toMatchObject({ steps: 0, rows: 0, notFinite: 0, starts: Uint32Array.of(0) });
    const noNeurons = { data: new Uint8Array(), neurons: 0, firstRow: 0, shift: 0 };
    expect(packSpikes([noNeurons], 5, 0).row).toHaveLength(0);
  });

  it('gives back every cell of any raster, at any shift', () => {
    const cells = fc
      .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 40 }))
      .chain(([neurons, steps]) =>
        fc.tuple(
          fc.constant(neurons),
          fc.constant(steps),
          fc.uint8Array({ minLength: neurons * steps, maxLength: neurons * steps, max: 2 }),
          fc.integer({ min: -3, max: 3 }),
        ),
      );
    fc.assert(
      fc.property(cells, ([neurons, steps, data, shift]) => {
        const packed = packSpikes([{ data, neurons, firstRow: 0, shift }], steps, neurons);
        for (let t = 0; t < steps; t++) {
          for (let n = 0; n < neurons; n++) {
            const from = t + shift;
            const expected = from >= 0 && from < steps ? data[from * neurons + n] : 0;
            expect(valueAt(packed, t, n)).toBe(expected);
          }
        }
      }),
    );
  });
});

describe('firstAtRow and valueAt', () => {
  const packed = packSpikes([{ data: Uint8Array.of(0, 1, 0, 3, 0, 0, 0, 0), neurons: 4, firstRow: 0, shift: 0 }], 2, 4);

  it('finds a row, or the next one that has a spike', () => {
    expect([0, 1, 2, 3, 4].map((row) => firstAtRow(packed, 0, row))).toEqual([0, 0, 1, 1, 2]);
    expect(firstAtRow(packed, 1, 0)).toBe(2);
  });

  it('is 0 where there is no spike, and outside', () => {
    expect([0, 1, 2, 3].map((row) => valueAt(packed, 0, row))).toEqual([0, 1, 0, 3]);
    expect(valueAt(packed, -1, 1)).toBe(0);
    expect(valueAt(packed, 2, 1)).toBe(0);
    expect(valueAt(packed, 0, 99)).toBe(0);
  });
});
