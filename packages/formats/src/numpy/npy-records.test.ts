import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damaged } from '../../test/damage.js';
import { npyOfRecords } from '../../test/npy-of-records.js';
import { refusal } from '../../test/refusal.js';
import { npyFromBytes, npyToBytes } from './npy.js';
import { fieldsFromNpy, holdsRecords } from './npy-records.js';

const nested = (bytes: Uint8Array) =>
  Object.fromEntries([...fieldsFromNpy(bytes)].map(([n, { data }]) => [n, [...data]]));

/** Two records of `numpy.array([(1000000, 3, True), (-2, 700, False)], [('t', '<i8'), ('x', '<i2'), ('p', '?')])`. */
const bytes = [64, 66, 15, 0, 0, 0, 0, 0, 3, 0, 1, 254, 255, 255, 255, 255, 255, 255, 255, 188, 2, 0];
const TYPE = "[('t', '<i8'), ('x', '<i2'), ('p', '|b1')]";

describe('.npy of records', () => {
  it('has an array for each field', () => {
    const file = npyOfRecords(TYPE, 2, bytes);
    expect(holdsRecords(file)).toBe(true);
    expect(nested(file)).toEqual({ t: [1_000_000, -2], x: [3, 700], p: [1, 0] });
    expect([...fieldsFromNpy(file)].map(([name, { dtype, shape }]) => [name, dtype, shape])).toEqual([
      ['t', 'i8', [2]],
      ['x', 'i2', [2]],
      ['p', 'b1', [2]],
    ]);
  });

  it('may have gaps, big-endian fields, one field, and no records', () => {
    const aligned = "[('x', '>u2'), ('', '|V2'), ('t', '<u4'), ('', '|V1')]";
    expect(nested(npyOfRecords(aligned, 1, [1, 2, 9, 9, 5, 0, 0, 0, 9]))).toEqual({ x: [258], t: [5] });
    expect(nested(npyOfRecords("[('a b', '|u1'),]", 2, [7, 8]))).toEqual({ 'a b': [7, 8] });
    expect(nested(npyOfRecords(TYPE, 0, []))).toEqual({ t: [], x: [], p: [] });
  });

  it.each<[string, string, string]>([
    ['fields of lists', "[('x', '<f4', (3,))]", 'NPY_DTYPE'],
    ['fields of records', "[('x', [('y', '<f4')])]", 'NPY_DTYPE'],
    ['text', "[('x', '<U4')]", 'NPY_DTYPE'],
    ['objects', "[('x', '|O')]", 'NPY_DTYPE'],
    ['dates', "[('t', '<M8[us]')]", 'NPY_DTYPE'],
    ['raw memory', "[('x', '|V4')]", 'NPY_DTYPE'],
    ['one name twice', "[('x', '<i2'), ('x', '<i2')]", 'NPY_DTYPE'],
    ['nothing but gaps', "[('', '|V4')]", 'NPY_DTYPE'],
    ['no fields', '[]', 'NPY_DTYPE'],
    ['something else', '[1, 2]', 'NPY_DTYPE'],
  ])('with %s is refused', (_, type, code) => {
    expect(refusal(() => fieldsFromNpy(npyOfRecords(type, 1, [0, 0, 0, 0])))).toMatchObject({ code });
  });

  it('is refused with more or fewer bytes than it declares, before anything is made of them', () => {
    expect(refusal(() => fieldsFromNpy(npyOfRecords(TYPE, 3, bytes)))).toMatchObject({ code: 'NPY_TRUNCATED' });
    expect(refusal(() => fieldsFromNpy(npyOfRecords(TYPE, 1, bytes)))).toMatchObject({ code: 'NPY_TRAILING' });
    expect(refusal(() => fieldsFromNpy(npyOfRecords(TYPE, 2 ** 50, bytes)))).toMatchObject({ code: 'NPY_TRUNCATED' });
    expect(refusal(() => fieldsFromNpy(npyOfRecords(TYPE, 2, bytes, '(1, 2)')))).toMatchObject({ code: 'NPY_SHAPE' });
  });

  it('keeps a whole number that is none here from being another', () => {
    const big = npyOfRecords("[('t', '<i8')]", 1, [1, 0, 0, 0, 0, 0, 32, 0]);
    expect(refusal(() => fieldsFromNpy(big))).toMatchObject({ code: 'NPY_VALUE' });
  });

  it('is no array of numbers, nor the other way round', () => {
    const numbers = npyToBytes({ shape: [2], data: Int8Array.of(1, 2) });
    expect(holdsRecords(numbers)).toBe(false);
    expect(refusal(() => fieldsFromNpy(numbers))).toMatchObject({ code: 'NPY_DTYPE' });
    expect(refusal(() => npyFromBytes(npyOfRecords(TYPE, 2, bytes)))).toMatchObject({
      code: 'NPY_DTYPE',
      hint: expect.stringContaining('savez'),
    });
  });

  it('damaged in any way is read or refused', () => {
    fc.assert(
      fc.property(damaged(npyOfRecords(TYPE, 2, bytes)), (file) => {
        try {
          expect([...fieldsFromNpy(file).values()].every(({ data }) => data.length <= 22)).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ name: 'XylopipeError', code: expect.stringMatching(/^NPY_/) });
        }
      }),
      { numRuns: 500 },
    );
  });
});
