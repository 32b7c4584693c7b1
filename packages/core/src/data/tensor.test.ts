import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Nested, tensor, tensorFromNested, tensorToNested, zeros } from './tensor.js';

describe('tensor', () => {
  it('refuses a shape that does not fit the data', () => {
    expect(() => tensor([2, 3], new Float64Array(5))).toThrow(expect.objectContaining({ code: 'TENSOR_SIZE' }));
  });

  it('does not copy', () => {
    const data = new Int8Array(6);
    expect(tensor([2, 3], data).data).toBe(data);
  });

  it('zeros of an empty shape is one number', () => {
    expect(zeros([]).data).toHaveLength(1);
    expect(zeros([3, 0]).data).toHaveLength(0);
  });
});

describe('nested lists', () => {
  it('are read row-major', () => {
    const t = tensorFromNested([
      [
        [1, 2],
        [3, 4],
      ],
      [
        [5, 6],
        [7, 8],
      ],
    ]);
    expect(t.shape).toEqual([2, 2, 2]);
    expect(Array.from(t.data)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('keep inner dimensions of zero', () => {
    expect(tensorFromNested([[], []]).shape).toEqual([2, 0]);
    expect(tensorToNested(zeros([2, 0]))).toEqual([[], []]);
  });

  it('a number is a tensor without dimensions', () => {
    expect(tensorFromNested(5)).toEqual({ shape: [], data: Float64Array.of(5) });
    expect(tensorToNested({ shape: [], data: Float64Array.of(5) })).toBe(5);
  });

  it.each([
    ['rows of different length', [[1, 2], [3]], '[1]'],
    ['a number among rows', [[1], 2], '[1]'],
    ['a list among numbers', [1, [2]], '[1]'],
    ['a longer first row', [[[1, 2]], [[3]]], '[1][0]'],
  ])('are refused with the place: %s', (_, nested, place) => {
    expect(() => tensorFromNested(nested)).toThrow(
      expect.objectContaining({ code: 'TENSOR_RAGGED', message: expect.stringContaining(`at ${place}`) }),
    );
  });

  it.each([
    ['null', [null]],
    ['text', ['12']],
    ['an object', [{ length: 1 }]],
    ['null among rows', [[1], null]],
    ['a first row that promises 10^10 elements', [new Array(1e5).fill(0), ...new Array(1e5 - 1).fill([])]],
    ['many dimensions', JSON.parse('['.repeat(1e5) + ']'.repeat(1e5))],
  ])('refuse what a file may hold instead of numbers: %s', (_, nested) => {
    expect(() => tensorFromNested(nested as Nested)).toThrow(expect.objectContaining({ code: 'TENSOR_RAGGED' }));
  });

  it('come back as they were', () => {
    const shape = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(shape, (dims) => {
        const t = zeros(dims);
        t.data.forEach((_, i) => {
          t.data[i] = i;
        });
        expect(tensorFromNested(tensorToNested(t))).toEqual(t);
      }),
    );
  });

  it.each([[[-1, -1]], [[0.5, 2]], [[Number.NaN]], [[1e9, 1e9]]])('refuses the shape %j', (shape) => {
    const refused = expect.objectContaining({ code: 'TENSOR_SIZE' });
    expect(() => zeros(shape)).toThrow(refused);
    expect(() => tensor(shape, new Float64Array(1))).toThrow(refused);
  });
});
