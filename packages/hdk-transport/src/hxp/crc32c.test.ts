import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32c } from './crc32c.js';

const ascii = (text: string) => new TextEncoder().encode(text);

describe('crc32c', () => {
  it('gives the published values', () => {
    // "check" of CRC-32/ISCSI; the others are the examples of RFC 3720, B.4.
    expect(crc32c(ascii('123456789'))).toBe(0xe3069283);
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
    expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(0x46dd794e);
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => 31 - i))).toBe(0x113fdb5c);
    expect(crc32c(new Uint8Array(0))).toBe(0);
  });

  it('is the same in parts, wherever they are cut', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(100), fc.nat(3), (bytes, cut, lead) => {
        const at = Math.min(cut, bytes.length);
        const moved = new Uint8Array([...bytes.subarray(0, lead), ...bytes]);
        const whole = crc32c(bytes);
        expect(crc32c(bytes, at, bytes.length, crc32c(bytes, 0, at))).toBe(whole);
        expect(crc32c(moved, moved.length - bytes.length)).toBe(whole);
      }),
    );
  });

  it('finds every single flipped bit', () => {
    const bytes = ascii('HX and some bytes behind');
    const sum = crc32c(bytes);
    for (let bit = 0; bit < 8 * bytes.length; bit++) {
      const flipped = bytes.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(crc32c(flipped)).not.toBe(sum);
    }
  });
});
