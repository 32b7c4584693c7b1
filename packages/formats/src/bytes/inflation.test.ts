import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damaged } from '../../test/damage.js';
import { gunzip, isGzip } from './inflation.js';

const plain = new TextEncoder().encode('{"type": "Linear"}'.repeat(20));
const packed = new Uint8Array(gzipSync(plain));
const refusal = (message: string) =>
  expect.objectContaining({ code: 'GZIP_INVALID', message: expect.stringContaining(message) });

describe('gzip', () => {
  it('is known by its first bytes', () => {
    expect(isGzip(packed)).toBe(true);
    expect(isGzip(plain)).toBe(false);
    expect(isGzip(new Uint8Array(0))).toBe(false);
  });

  it('is unpacked, out of a larger buffer as well', () => {
    expect(gunzip(packed)).toEqual(plain);
    expect(gunzip(new Uint8Array([9, ...packed, 9]).subarray(1, -1))).toEqual(plain);
    expect(gunzip(new Uint8Array(gzipSync('')))).toHaveLength(0);
    const zeros = new Uint8Array(1e6);
    expect(Buffer.compare(gunzip(new Uint8Array(gzipSync(zeros, { level: 9 }))), zeros)).toBe(0);
  });

  it('is refused if cut off, or its trailer is wrong', () => {
    expect(() => gunzip(packed.subarray(0, 10))).toThrow(refusal('only 10 bytes'));
    expect(() => gunzip(packed.subarray(0, -5))).toThrow(refusal(''));
    const wrong = (at: number, byte: number): Uint8Array => {
      const copy = packed.slice();
      copy[copy.length + at] = byte;
      return copy;
    };
    expect(() => gunzip(wrong(-8, (packed.at(-8) as number) ^ 1))).toThrow(refusal('checksum'));
    expect(() => gunzip(wrong(-1, 255))).toThrow(refusal('cannot unpack to'));
    expect(() => gunzip(wrong(2 - packed.length, 7))).toThrow(refusal('cannot be unpacked'));
    expect(() => gunzip(new Uint8Array([...packed, ...gzipSync('more')]))).toThrow(refusal(''));
  });

  it('damaged in any way gives the right contents or a refusal', () => {
    fc.assert(
      fc.property(damaged(packed), (bytes) => {
        try {
          expect(gunzip(bytes)).toEqual(plain);
        } catch (error) {
          expect(error).toEqual(refusal(''));
        }
      }),
      { numRuns: 500 },
    );
  });
});
