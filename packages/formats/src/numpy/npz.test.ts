import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { damaged } from '../../test/damage.js';
import { problems } from '../../test/refusal.js';
import { type NpyInput, npyToBytes } from './npy.js';
import { npzFromBytes, npzToBytes } from './npz.js';

const arrays = new Map([
  ['z', { dtype: 'i2' as const, shape: [2, 3], data: Int16Array.of(1, -2, 3, -4, 5, 6) }],
  ['10', { dtype: 'u1' as const, shape: [50], data: new Uint8Array(50) }],
  ['2', { dtype: 'f8' as const, shape: [], data: Float64Array.of(0.001) }],
  ['__proto__', { dtype: 'i8' as const, shape: [0], data: new Float64Array(0) }],
]);

describe('.npz', () => {
  it.each([true, false])('comes back in its order, compress: %s', (compress) => {
    expect([...npzFromBytes(npzToBytes(arrays, { compress }))]).toEqual([...arrays]);
  });

  it('has the same bytes for the same arrays', () => {
    expect(npzToBytes(arrays)).toEqual(npzToBytes(new Map(arrays)));
    expect(npzToBytes(arrays).length).toBeLessThan(npzToBytes(arrays, { compress: false }).length);
  });

  it('round trip of any arrays', () => {
    const array = fc
      .int16Array({ maxLength: 20 })
      .map((data) => ({ dtype: 'i2' as const, shape: [data.length], data }));
    const named = fc.uniqueArray(fc.tuple(fc.string({ unit: 'grapheme' }), array), { selector: ([name]) => name });
    fc.assert(
      fc.property(named, fc.boolean(), (entries, compress) => {
        expect([...npzFromBytes(npzToBytes(new Map(entries), { compress }))]).toEqual(entries);
      }),
    );
  });

  it('names every array that cannot be read', () => {
    const good = npyToBytes({ shape: [1], data: Int8Array.of(1) });
    const zip = zipSync({ 'a.npy': good, 'b.npy': good.subarray(0, -1), 'c.npy': strToU8('hello') });
    expect(problems(() => npzFromBytes(zip))).toEqual(['NPY_TRUNCATED b', 'NPY_MAGIC c']);
  });

  it('refuses files that are no arrays', () => {
    const zip = zipSync({ 'a.npy': npyToBytes({ shape: [1], data: Int8Array.of(1) }), 'notes.txt': strToU8('hello') });
    expect(problems(() => npzFromBytes(zip))).toEqual(['NPZ_ENTRY notes.txt']);
  });

  it('names every array that cannot be written', () => {
    const bad = new Map<string, NpyInput>([
      ...arrays,
      ['w', { dtype: 'u1' as const, shape: [1], data: Int16Array.of(-1) }],
    ]);
    expect(problems(() => npzToBytes(bad))).toEqual(['NPY_VALUE w']);
  });

  it('damaged in any way gives the right values or a refusal', () => {
    const values = new Set([...arrays.values()].map(({ data }) => String(data)));
    fc.assert(
      fc.property(
        fc.boolean().chain((compress) => damaged(npzToBytes(arrays, { compress }))),
        (npz) => {
          try {
            for (const { data } of npzFromBytes(npz).values()) expect(values).toContain(String(data));
          } catch (error) {
            expect(error).toMatchObject({ name: 'XylopipeError', code: expect.stringMatching(/^(ZIP|NPZ)_INVALID$/) });
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
