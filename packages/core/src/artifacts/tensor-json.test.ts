import { describe, expect, it } from 'vitest';
import { parseJson } from './json.js';
import { tensorSchema, tensorToJson } from './tensor-json.js';

const read = (json: unknown, rank?: number) => parseJson(tensorSchema(rank), json, 'TENSOR_INVALID', 'tensor');

describe('tensor JSON', () => {
  it.each([
    ['nested lists', [[0, 0, 3]]],
    ['flat data', { shape: [1, 3], data: [0, 0, 3] }],
    ['a sparse list', { shape: [1, 3], idx: [2], val: [3] }],
  ])('is read from %s', (_, json) => {
    expect(read(json, 2)).toEqual({ shape: [1, 3], data: Float64Array.of(0, 0, 3) });
  });

  it('may have no elements', () => {
    const shape = [0, 2 ** 24];
    for (const json of [
      { shape, data: [] },
      { shape, idx: [], val: [] },
    ]) {
      expect(read(json, 2)).toEqual({ shape, data: new Float64Array() });
    }
  });

  it('is written in the shorter form', () => {
    expect(tensorToJson({ shape: [3], data: Int8Array.of(0, 0, 3) })).toEqual({ shape: [3], idx: [2], val: [3] });
    expect(tensorToJson({ shape: [2], data: Int8Array.of(1, 3) })).toEqual({ shape: [2], data: [1, 3] });
  });

  it.each([
    ['another number of dimensions', [1, 2], 'expected 2 dimensions, got 1'],
    ['too little data', { shape: [2, 2], data: [1] }, 'needs 4 elements, got 1'],
    ['an index outside', { shape: [2, 2], idx: [4], val: [1] }, 'index 4 is outside'],
    ['indices without values', { shape: [2, 2], idx: [1], val: [] }, '1 indices but 0 values'],
    ['a size that no memory holds', { shape: [1e6, 1e6], idx: [], val: [] }, 'has 1000000000000 elements'],
    ['a dimension of nothing that cannot be', { shape: [1e15, 0], data: [] }, 'has a dimension of 1000000000000000'],
    ['one more than can be', { shape: [0, 2 ** 24 + 1], idx: [], val: [] }, 'at most 16777216 is read'],
    ['an index given twice', { shape: [2, 2], idx: [1, 1], val: [3, 4] }, 'index 1 is given twice'],
    ['null', [null], 'not of shape'],
    ['nothing', undefined, 'expected nested lists'],
    ['an unknown key', { shape: [1, 1], data: [1], order: 'F' }, 'expected nested lists'],
  ])('refuses %s', (_, json, message) => {
    expect(() => read(json, 2)).toThrow(
      expect.objectContaining({ code: 'TENSOR_INVALID', message: expect.stringContaining(message) }),
    );
  });
});
