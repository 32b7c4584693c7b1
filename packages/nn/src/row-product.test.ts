import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowProduct } from './row-product.js';

describe('rowProduct', () => {
  it('is x W, for any number of rows that take part', () => {
    const small = fc.integer({ min: -8, max: 8 }); // integers, so that the order of the sum does not matter
    const cases = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 5 })).chain(([rows, columns]) =>
      fc.record({
        rows: fc.constant(rows),
        columns: fc.constant(columns),
        w: fc.array(small, { minLength: rows * columns, maxLength: rows * columns }),
        x: fc.array(fc.oneof(fc.constant(0), small), { minLength: rows, maxLength: rows }),
      }),
    );
    fc.assert(
      fc.property(cases, ({ rows, columns, w, x }) => {
        const y = new Float64Array(columns).fill(99);
        rowProduct({ shape: [rows, columns], data: Float64Array.from(w) })(Float64Array.from(x), 0, y, 0);
        const expected = Array.from({ length: columns }, (_, c) =>
          x.reduce((sum, factor, r) => sum + factor * w[r * columns + c], 0),
        );
        expect(Array.from(y, (value) => value + 0)).toEqual(expected.map((value) => value + 0));
      }),
    );
  });

  it('reads and writes at an offset, and touches nothing else', () => {
    const product = rowProduct({ shape: [2, 2], data: Float64Array.of(1, 2, 3, 4) });
    const y = Float64Array.of(9, 9, 9, 9);
    product(Float64Array.of(7, 10, 100, 7), 1, y, 1);
    expect(Array.from(y)).toEqual([9, 310, 420, 9]);
  });

  it('does not remember the rows of the call before', () => {
    const product = rowProduct({ shape: [9, 1], data: new Float64Array(9).fill(1) });
    const y = new Float64Array(1);
    product(new Float64Array(9).fill(1), 0, y, 0);
    product(Float64Array.of(0, 0, 0, 0, 5, 0, 0, 0, 0), 0, y, 0);
    expect(Array.from(y)).toEqual([5]);
  });
});
