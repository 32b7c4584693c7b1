import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortedRows } from './sort.js';

describe('sortedRows', () => {
  it('keeps the order of equal rows either way', () => {
    expect(sortedRows([2, 1, 2, 1], 'ascending')).toEqual([1, 3, 0, 2]);
    expect(sortedRows([2, 1, 2, 1], 'descending')).toEqual([0, 2, 1, 3]);
  });

  it('puts what is no number last either way', () => {
    expect(sortedRows([Number.NaN, 2, 1], 'ascending')).toEqual([2, 1, 0]);
    expect(sortedRows([Number.NaN, 2, 1], 'descending')).toEqual([1, 2, 0]);
    expect(sortedRows([1, Number.POSITIVE_INFINITY, 2], 'descending')).toEqual([1, 2, 0]);
  });

  it('sorts texts as people do', () => {
    expect(sortedRows(['lif10', 'lif9', 'a'], 'ascending')).toEqual([2, 1, 0]);
  });

  it('has every row once, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.double()), (values) => {
        const rows = sortedRows(values, 'ascending');
        expect([...rows].sort((a, b) => a - b)).toEqual([...values.keys()]);
        const sorted = rows.map((row) => values[row] as number).filter((value) => !Number.isNaN(value));
        expect(sorted.every((value, i) => i === 0 || (sorted[i - 1] as number) <= value)).toBe(true);
      }),
    );
  });
});
