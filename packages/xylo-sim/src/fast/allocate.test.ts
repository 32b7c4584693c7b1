import { describe, expect, it } from 'vitest';
import { allocate } from './allocate.js';
import { PlatformLack } from './platform-lack.js';

describe('allocate', () => {
  it('places arrays one after the other, aligned for vectors, none at address 0', () => {
    const { memory, arrays } = allocate({
      a: [Uint8Array, 3],
      b: [Int16Array, 9],
      none: [Uint32Array, 0],
      c: [Float64Array, 2],
    });
    const { a, b, none, c } = arrays;
    expect([a.byteOffset, b.byteOffset, none.byteOffset, c.byteOffset]).toEqual([16, 32, 64, 64]);
    expect([a.length, b.length, none.length, c.length]).toEqual([3, 9, 0, 2]);
    for (const array of [a, b, none, c]) expect(array.buffer).toBe(memory.buffer);
  });

  it('leaves room for a vector that is read over the end', () => {
    const { memory, arrays } = allocate({ a: [Uint8Array, 65536 - 16] });
    expect(memory.buffer.byteLength - (arrays.a.byteOffset + arrays.a.length)).toBeGreaterThanOrEqual(16);
  });

  it('says so if there is not that much memory', () => {
    expect(() => allocate({ a: [Float64Array, 2 ** 40] })).toThrow(PlatformLack);
  });
});
