import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KIND, marksOf, matchSpikes } from './marks.js';
import { packSpikes, valueAt } from './spikes.js';

const pack = (data: Uint8Array, neurons: number) =>
  packSpikes([{ data, neurons, firstRow: 0, shift: 0 }], data.length / neurons, neurons);

describe('matchSpikes', () => {
  it('tells who has more spikes, and how many', () => {
    const marks = matchSpikes(pack(Uint8Array.of(1, 2, 0, 3), 2), pack(Uint8Array.of(0, 2, 1, 5), 2));
    expect([...marks.row]).toEqual([0, 1, 0, 1]);
    expect([...marks.kind]).toEqual([KIND.moreA, KIND.same, KIND.moreB, KIND.moreB]);
    expect([...marks.count]).toEqual([1, 2, 1, 2]);
    expect([...marks.starts]).toEqual([0, 2, 4]);
    expect(marks.totals).toEqual([1, 1, 2]);
  });

  it('has each cell that either has once, sorted', () => {
    const raster = fc.uint8Array({ minLength: 60, maxLength: 60, max: 3 });
    fc.assert(
      fc.property(raster, raster, (dataA, dataB) => {
        const [a, b] = [pack(dataA, 6), pack(dataB, 6)];
        const { starts, row, kind, totals } = matchSpikes(a, b);
        for (let t = 0; t < 10; t++) {
          const rows = [...row.subarray(starts[t], starts[t + 1])];
          expect(rows).toEqual([0, 1, 2, 3, 4, 5].filter((n) => dataA[t * 6 + n] || dataB[t * 6 + n]));
          for (const [i, n] of rows.entries()) {
            const more = valueAt(a, t, n) - valueAt(b, t, n);
            expect(kind[(starts[t] as number) + i]).toBe(more === 0 ? KIND.same : more > 0 ? KIND.moreA : KIND.moreB);
          }
        }
        expect(totals[0] + totals[1] + totals[2]).toBe(row.length);
      }),
    );
  });

  it('takes a single run as it is', () => {
    const spikes = pack(Uint8Array.of(1, 0, 0, 1), 2);
    expect(marksOf(spikes)).toMatchObject({ row: spikes.row, totals: [2, 0, 0] });
  });
});
