import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { inflateWithin } from './inflate-within.js';

describe('inflateWithin', () => {
  it('gives back what was deflated, in pieces too', () => {
    let state = 1;
    const noise = Uint8Array.from({ length: 50_000 }, () => {
      state = (state * 48_271) % 2_147_483_647;
      return state;
    });
    expect(deflateSync(noise).length).toBeGreaterThan(3 * 2 ** 14);
    expect(inflateWithin(deflateSync(noise), noise.length)).toEqual(noise);
    expect(inflateWithin(deflateSync(new Uint8Array(0)), 0)).toHaveLength(0);
  });

  it('ends before it is too large', () => {
    const zeros = deflateSync(new Uint8Array(40_000_000));
    expect(() => inflateWithin(zeros, 1_000_000)).toThrow(RangeError);
    expect(() => inflateWithin(deflateSync(Uint8Array.of(1, 2)), 1)).toThrow(RangeError);
  });

  it('refuses what was cut', () => {
    const whole = deflateSync(Uint8Array.of(1, 2, 3, 4, 5));
    expect(() => inflateWithin(whole.subarray(0, -2), 99)).toThrow();
  });
});
