import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromSparse, toSparse } from './sparse.js';
import { fromPlanes, toPlanes } from './typed-array.js';

describe('toSparse', () => {
  it('leaves out what is 0, and only that', () => {
    const array = new Float64Array(100);
    array[3] = -0;
    array[99] = Number.NaN;
    const { gaps, values } = toSparse(array) ?? { gaps: [], values: [] };
    expect([...gaps]).toEqual([3, 95]);
    expect([...values]).toEqual([-0, Number.NaN]);
  });

  it('writes gaps of any size', () => {
    const array = new Uint8Array(40_000);
    array[127] = 1;
    array[256] = 2;
    array[39_999] = 3;
    const sparse = toSparse(array);
    expect([...(sparse?.gaps ?? [])]).toEqual([
      127,
      0x80,
      1,
      ...[(39_742 % 128) | 0x80, ((39_742 >> 7) % 128) | 0x80, 39_742 >> 14],
    ]);
    expect(sparse && fromSparse('Uint8Array', 40_000, sparse)).toEqual(array);
  });

  it('is not for arrays of which more than an eighth is set', () => {
    expect(toSparse(Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0))).toBeDefined();
    expect(toSparse(Uint8Array.of(1, 0, 0, 0, 0, 0, 0))).toBeUndefined();
    expect(toSparse(new Int16Array(0))).toEqual({ gaps: new Uint8Array(0), values: new Int16Array(0) });
  });

  it('refuses gaps and values that do not fit', () => {
    const from = (gaps: readonly number[], values: readonly number[]) => () =>
      fromSparse('Uint8Array', 3, { gaps: Uint8Array.from(gaps), values: Uint8Array.from(values) });
    expect(from([1, 0], [7, 8])()).toEqual(Uint8Array.of(0, 7, 8));
    for (const [gaps, values] of [
      [[3], [7]],
      [[0xff, 0xff, 0x7f], [7]],
      [[0, 0], [7]],
      [[0], [7, 8]],
      [[0, 0x80], [7]],
    ] as const)
      expect(from(gaps, values)).toThrow(RangeError);
  });

  it('gives back what it was given', () => {
    const mostlyZero = fc.array(fc.oneof({ weight: 20, arbitrary: fc.constant(0) }, fc.double()), { maxLength: 400 });
    fc.assert(
      fc.property(mostlyZero, (values) => {
        const array = Float64Array.from(values);
        const sparse = toSparse(array);
        if (sparse !== undefined) expect(fromSparse('Float64Array', array.length, sparse)).toEqual(array);
      }),
    );
  });
});

describe('toPlanes', () => {
  it('puts bytes of the same order together', () => {
    expect([...toPlanes(Int16Array.of(0x0102, 0x0304))]).toEqual([2, 4, 1, 3]);
  });

  it('gives back arrays of any type, of parts of a buffer too', () => {
    fc.assert(
      fc.property(fc.float64Array(), fc.nat(3), (values, skipped) => {
        const part = values.subarray(skipped);
        expect(fromPlanes('Float64Array', toPlanes(part))).toEqual(part);
      }),
    );
    expect(fromPlanes('Uint8ClampedArray', toPlanes(Uint8ClampedArray.of(1, 255)))).toEqual(
      Uint8ClampedArray.of(1, 255),
    );
  });
});
