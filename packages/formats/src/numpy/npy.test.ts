import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damaged } from '../../test/damage.js';
import { refusal } from '../../test/refusal.js';
import { type NpyArray, npyFromBytes, npyToBytes } from './npy.js';
import type { NpyData, NpyDtype } from './npy-dtype.js';

/** A `.npy` file from its header's dictionary and the bytes of its elements. */
function npy(dictionary: string, elements: readonly number[], version = [1, 0]): Uint8Array {
  const header = new TextEncoder().encode(dictionary);
  const length = [header.length & 255, header.length >> 8, ...(version[0] === 1 ? [] : [0, 0])];
  return new Uint8Array([0x93, ...new TextEncoder().encode('NUMPY'), ...version, ...length, ...header, ...elements]);
}
const header = (descr: string, shape: string, order = 'False'): string =>
  `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`;

/** Bytes of 64 bits, little-endian. */
const int64 = (value: bigint): readonly number[] => [...new Uint8Array(BigInt64Array.of(value).buffer)];
const bytesOf = (data: ArrayBufferView): readonly number[] => [...new Uint8Array(data.buffer)];
const codeOf = (bytes: Uint8Array): string => refusal(() => npyFromBytes(bytes)).code;

describe('npyFromBytes', () => {
  it.each<[string, readonly number[], readonly number[]]>([
    ['|b1', [1, 0], [1, 0]],
    ['|i1', [255, 1], [-1, 1]],
    ['|u1', [255, 1], [255, 1]],
    ['<u1', [255, 1], [255, 1]],
    ['<i2', [0xfe, 0xff, 1, 2], [-2, 513]],
    ['>i2', [0xff, 0xfe, 2, 1], [-2, 513]],
    ['<u2', [0xfe, 0xff, 1, 2], [65534, 513]],
    ['>u2', [0xff, 0xfe, 2, 1], [65534, 513]],
    ['<i4', [0xfe, 0xff, 0xff, 0xff, 1, 0, 0, 1], [-2, 2 ** 24 + 1]],
    ['>i4', [0xff, 0xff, 0xff, 0xfe, 1, 0, 0, 1], [-2, 2 ** 24 + 1]],
    ['<u4', [0xfe, 0xff, 0xff, 0xff, 1, 0, 0, 1], [2 ** 32 - 2, 2 ** 24 + 1]],
    ['<i8', [...int64(-3n), ...int64(2n ** 53n - 1n)], [-3, 2 ** 53 - 1]],
    ['>i8', [...int64(-3n)].reverse().concat([...int64(1n - 2n ** 53n)].reverse()), [-3, 1 - 2 ** 53]],
    ['<u8', [...int64(3n), ...int64(2n ** 53n - 1n)], [3, 2 ** 53 - 1]],
    ['<f2', [0x00, 0x3c, 0x01, 0x80], [1, -(2 ** -24)]],
    ['>f2', [0x7b, 0xff, 0xfc, 0x00], [65504, Number.NEGATIVE_INFINITY]],
    ['<f4', bytesOf(Float32Array.of(0.5, -1e10)), [0.5, -1e10]],
    ['<f8', bytesOf(Float64Array.of(0.1, Number.POSITIVE_INFINITY)), [0.1, Number.POSITIVE_INFINITY]],
    ['>f8', bytesOf(Float64Array.of(0.1)).toReversed().concat([0, 0, 0, 0, 0, 0, 0, 0]), [0.1, 0]],
  ])('reads %s', (descr, elements, values) => {
    const array = npyFromBytes(npy(header(descr, '(2,)'), elements));
    expect(array).toMatchObject({ dtype: descr.slice(1), shape: [2] });
    expect(Array.from(array.data)).toEqual(values);
  });

  it.each([
    ['()', 1, []],
    ['(3,)', 3, [3]],
    ['(3L, 1L)', 3, [3, 1]],
    ['(1, 3)', 3, [1, 3]],
    ['(0,)', 0, [0]],
    ['(5, 0)', 0, [5, 0]],
  ])('reads shape %s', (shape, length, expected) => {
    const array = npyFromBytes(npy(header('|u1', shape), new Array(length).fill(7)));
    expect(array.shape).toEqual(expected);
    expect(array.data).toEqual(new Uint8Array(length).fill(7));
  });

  it.each([[[1, 0]], [[2, 0]], [[3, 0]]])('reads version %j', (version) => {
    expect(npyFromBytes(npy(header('|u1', '(2,)'), [1, 2], version)).data).toEqual(Uint8Array.of(1, 2));
  });

  it('reads the keys in any order, and without the last comma', () => {
    const bytes = npy(`{"shape": (2,), 'fortran_order': False, 'descr': '|u1'}\n`.replaceAll('"', "'"), [1, 2]);
    expect(npyFromBytes(bytes).data).toEqual(Uint8Array.of(1, 2));
  });

  it('transposes Fortran order', () => {
    const read = (shape: string, length: number) =>
      Array.from(
        npyFromBytes(
          npy(
            header('|u1', shape, 'True'),
            Array.from({ length }, (_, i) => i),
          ),
        ).data,
      );
    expect(read('(2, 3)', 6)).toEqual([0, 2, 4, 1, 3, 5]);
    expect(read('(2, 2, 2)', 8)).toEqual([0, 4, 2, 6, 1, 5, 3, 7]);
    expect(read('(3,)', 3)).toEqual([0, 1, 2]);
    expect(read('()', 1)).toEqual([0]);
    expect(read('(0, 3)', 0)).toEqual([]);
  });

  it('reads a Buffer, and out of a larger buffer at any place', () => {
    const bytes = npyToBytes({ shape: [3], data: Float64Array.of(1, 2, 3) });
    const pool = new Uint8Array(bytes.length + 9).fill(255);
    pool.set(bytes, 5);
    expect(npyFromBytes(pool.subarray(5, 5 + bytes.length)).data).toEqual(Float64Array.of(1, 2, 3));
    expect(npyFromBytes(Buffer.from(bytes)).data).toEqual(Float64Array.of(1, 2, 3));
  });

  it.each([
    ['nothing', new Uint8Array(0), 'NPY_MAGIC'],
    ['a zip archive', Uint8Array.of(0x50, 0x4b, 3, 4), 'NPY_MAGIC'],
    ['a beginning', npy(header('|u1', '()'), [1]).slice(0, 9), 'NPY_TRUNCATED'],
    ['half a header', npy(header('|u1', '()'), [1]).slice(0, 30), 'NPY_TRUNCATED'],
    ['too few elements', npy(header('<i4', '(2,)'), [1, 0, 0, 0, 1, 0, 0]), 'NPY_TRUNCATED'],
    ['too many elements', npy(header('|u1', '(2,)'), [1, 2, 3]), 'NPY_TRAILING'],
    ['10^12 elements', npy(header('<f8', '(1000000, 1000000)'), []), 'NPY_TRUNCATED'],
    [
      'more elements than a number counts',
      npy(header('<f8', `(${'9007199254740991, '.repeat(25)})`), []),
      'NPY_TRUNCATED',
    ],
    ['and none of them', npy(header('<f8', `(${'9007199254740991, '.repeat(25)}0)`), []), 'NPY_TRUNCATED'],
    ['a size that is no safe integer', npy(header('|u1', '(9007199254740993,)'), []), 'NPY_HEADER'],
    ['a negative size', npy(header('|u1', '(-1,)'), []), 'NPY_HEADER'],
    ['a size that is missing', npy(header('|u1', '(1,,2)'), [1, 2]), 'NPY_HEADER'],
    ['version 4', npy(header('|u1', '()'), [1], [4, 0]), 'NPY_VERSION'],
    ['version 1.1', npy(header('|u1', '()'), [1], [1, 1]), 'NPY_VERSION'],
    ['no dictionary', npy('hello', []), 'NPY_HEADER'],
    ['a missing key', npy("{'descr': '|u1', 'shape': (1,)}", [1]), 'NPY_HEADER'],
    ['a key twice', npy(`${header('|u1', '(1,)').slice(0, -1)} 'shape': (2,)}`, [1]), 'NPY_HEADER'],
    ['an unknown key', npy(`${header('|u1', '(1,)').slice(0, -1)} 'order': 'F'}`, [1]), 'NPY_HEADER'],
    ['code instead of values', npy(header('|u1', '(f(1),)'), [1]), 'NPY_HEADER'],
    ['an order that is no bool', npy(header('|u1', '(1,)', '1'), [1]), 'NPY_HEADER'],
    ['a header of a megabyte', npy(`${header('|u1', '()')}${' '.repeat(20_000)}`, [1]), 'NPY_HEADER'],
    ['Python objects', npy(header('|O', '(1,)'), [1]), 'NPY_DTYPE'],
    ['text', npy(header('<U1', '(1,)'), [1, 0, 0, 0]), 'NPY_DTYPE'],
    ['complex numbers', npy(header('<c8', '(1,)'), int64(0n)), 'NPY_DTYPE'],
    ['an unknown size', npy(header('<i3', '(1,)'), [1, 2, 3]), 'NPY_DTYPE'],
    ['bytes without order', npy(header('|i2', '(1,)'), [1, 2]), 'NPY_DTYPE'],
    ['a type with a tail', npy(header('<i2x', '(1,)'), [1, 2]), 'NPY_DTYPE'],
    ['a type of the language', npy(header('<constructor', '(1,)'), [1, 2]), 'NPY_DTYPE'],
    [
      'a structure',
      npy("{'descr': [('x', '<f4'), ('y', '<i2', (2,))], 'fortran_order': False, 'shape': (1,), }", int64(0n)),
      'NPY_DTYPE',
    ],
    ['a bool of 2', npy(header('|b1', '(1,)'), [2]), 'NPY_VALUE'],
    ['an int64 of 2^53', npy(header('<i8', '(1,)'), int64(2n ** 53n)), 'NPY_VALUE'],
    ['an int64 of -2^53', npy(header('<i8', '(1,)'), int64(-(2n ** 53n))), 'NPY_VALUE'],
    ['a uint64 of 2^63', npy(header('<u8', '(1,)'), int64(-(2n ** 63n))), 'NPY_VALUE'],
  ])('refuses %s', (_, bytes, code) => {
    expect(codeOf(bytes)).toBe(code);
  });

  it('says what it found and what to do', () => {
    const error = refusal(() => npyFromBytes(npy(header('|O', '(1,)'), [1])));
    expect(error.message).toContain("'|O' (Python objects)");
    expect(error.hint).toContain('astype');
    expect(refusal(() => npyFromBytes(Uint8Array.of(0x50, 0x4b, 3, 4))).hint).toContain('.npz');
    expect(
      refusal(() => npyFromBytes(npy(header('<i8', '(2,)'), [...int64(1n), ...int64(2n ** 60n)]))).message,
    ).toContain('element 1 is 115292150460684');
  });

  it('damaged in any way is read or refused', () => {
    const file = npyToBytes({ shape: [4, 3], dtype: 'i8', data: Float64Array.from({ length: 12 }, (_, i) => i) });
    fc.assert(
      fc.property(damaged(file.subarray()), (bytes) => {
        try {
          expect(npyFromBytes(bytes).data.length).toBeLessThan(200);
        } catch (error) {
          expect(error).toMatchObject({ name: 'XylopipeError', code: expect.stringMatching(/^NPY_/) });
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('npyToBytes', () => {
  it('writes what numpy.save writes', () => {
    const bytes = npyToBytes({ shape: [2, 1], data: Int16Array.of(1, -2) });
    const text = new TextDecoder('latin1').decode(bytes.subarray(0, 128));
    expect(Array.from(bytes.subarray(0, 10))).toEqual([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, 118, 0]);
    expect(text.slice(10)).toMatch(/^\{'descr': '<i2', 'fortran_order': False, 'shape': \(2, 1\), \} +\n$/);
    expect(Array.from(bytes.subarray(128))).toEqual([1, 0, 0xfe, 0xff]);
    expect(new TextDecoder().decode(npyToBytes({ shape: [1], data: Int8Array.of(1) }))).toContain("'|i1'");
    expect(new TextDecoder().decode(npyToBytes({ shape: [1], data: Int8Array.of(1) }))).toContain('(1,)');
    expect(new TextDecoder().decode(npyToBytes({ shape: [], data: Int8Array.of(1) }))).toContain("'shape': ()");
  });

  it.each<[string, NpyData, NpyDtype]>([
    ['256 as uint8', Uint16Array.of(256), 'u1'],
    ['-1 as uint8', Int8Array.of(-1), 'u1'],
    ['0.5 as int32', Float64Array.of(0.5), 'i4'],
    ['NaN as int64', Float64Array.of(Number.NaN), 'i8'],
    ['2^53 as int64', Float64Array.of(2 ** 53), 'i8'],
    ['-1 as uint64', Float64Array.of(-1), 'u8'],
    ['2 as bool', Uint8Array.of(2), 'b1'],
    ['0.1 as float32', Float64Array.of(0.1), 'f4'],
    ['0.1 as float16', Float32Array.of(0.1), 'f2'],
    ['65505 as float16', Float64Array.of(65505), 'f2'],
    ['1e30 as float16', Float64Array.of(1e30), 'f2'],
    ['1e-9 as float16', Float64Array.of(1e-9), 'f2'],
  ])('refuses %s', (_, data, dtype) => {
    expect(refusal(() => npyToBytes({ shape: [1], data, dtype }))).toMatchObject({ code: 'NPY_VALUE' });
  });

  it.each([[[2]], [[-1]], [[0.5, 2]]])('refuses shape %j of one element', (shape) => {
    expect(refusal(() => npyToBytes({ shape, data: Uint8Array.of(1) }))).toMatchObject({ code: 'NPY_SHAPE' });
  });

  const arrays: fc.Arbitrary<NpyArray> = fc.array(fc.nat({ max: 4 }), { maxLength: 4 }).chain((shape) => {
    const length = shape.reduce((n, d) => n * d, 1);
    const exactly = { minLength: length, maxLength: length };
    const safe = fc.array(fc.maxSafeInteger(), exactly).map((list) => Float64Array.from(list));
    const half = fc.array(fc.integer({ min: -2048, max: 2048 }), exactly);
    return fc.oneof(
      fc.int8Array(exactly).map((data) => ({ dtype: 'i1' as const, shape, data })),
      fc.uint8Array(exactly).map((data) => ({ dtype: 'u1' as const, shape, data })),
      fc.uint8Array({ ...exactly, max: 1 }).map((data) => ({ dtype: 'b1' as const, shape, data })),
      fc.int16Array(exactly).map((data) => ({ dtype: 'i2' as const, shape, data })),
      fc.uint16Array(exactly).map((data) => ({ dtype: 'u2' as const, shape, data })),
      fc.int32Array(exactly).map((data) => ({ dtype: 'i4' as const, shape, data })),
      fc.uint32Array(exactly).map((data) => ({ dtype: 'u4' as const, shape, data })),
      safe.map((data) => ({ dtype: 'i8' as const, shape, data: data.map((x) => x + 0) })),
      safe.map((data) => ({ dtype: 'u8' as const, shape, data: data.map(Math.abs) })),
      half.map((list) => ({ dtype: 'f2' as const, shape, data: Float32Array.from(list, (x) => x / 64) })),
      fc.float32Array(exactly).map((data) => ({ dtype: 'f4' as const, shape, data })),
      fc.float64Array(exactly).map((data) => ({ dtype: 'f8' as const, shape, data })),
    );
  });

  it('is the inverse of npyFromBytes, bit by bit', () => {
    fc.assert(
      fc.property(arrays, (array) => {
        expect(npyFromBytes(npyToBytes(array))).toEqual(array);
      }),
    );
  });

  it('writes the type of the typed array if none is asked for', () => {
    fc.assert(
      fc.property(arrays, ({ shape, data }) => {
        expect(npyFromBytes(npyToBytes({ shape, data })).data).toEqual(data);
      }),
    );
  });

  it('keeps every float16', () => {
    const all = npy(
      header('<f2', '(65536,)'),
      Array.from({ length: 131072 }, (_, i) => (i % 2 ? (i >> 9) & 255 : (i >> 1) & 255)),
    );
    const { data } = npyFromBytes(all);
    const again = npyFromBytes(npyToBytes({ shape: [65536], data, dtype: 'f2' })).data;
    expect(again.every((x, i) => Object.is(x, data[i]))).toBe(true);
    expect(data[0x3c00]).toBe(1);
    expect(data[0xfbff]).toBe(-65504);
  });
});
