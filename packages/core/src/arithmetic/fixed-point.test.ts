import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decay, INT16_MAX, INT16_MIN, leak, saturate, saturate16, shiftRight, wrap16 } from './fixed-point.js';

const int16 = fc.integer({ min: INT16_MIN, max: INT16_MAX });

describe('saturate', () => {
  it.each([
    [32767, 16, 32767],
    [32768, 16, 32767],
    [-32768, 16, -32768],
    [-32769, 16, -32768],
    [127, 8, 127],
    [128, 8, 127],
    [-129, 8, -128],
    [2 ** 40, 32, 2 ** 31 - 1],
  ])('%d to %d bits is %d', (x, bits, expected) => {
    expect(saturate(x, bits)).toBe(expected);
  });

  it('saturate16 is saturate to 16 bits', () => {
    fc.assert(fc.property(fc.integer(), (x) => saturate16(x) === saturate(x, 16)));
  });
});

describe('wrap16', () => {
  it.each([
    [32767, 32767],
    [32768, -32768],
    [-32769, 32767],
    [65536, 0],
    [127 << 7, 16256],
    [-128 << 9, 0],
  ])('%d becomes %d', (x, expected) => {
    expect(wrap16(x)).toBe(expected);
  });
});

describe('shiftRight', () => {
  it('floors toward minus infinity: -5 by 1 is -3', () => {
    expect(shiftRight(-5, 1)).toBe(-3);
    expect(shiftRight(5, 1)).toBe(2);
    expect(shiftRight(-1, 15)).toBe(-1);
  });
});

describe('leak', () => {
  it.each([
    [100, 2, 25],
    [1, 5, 1],
    [31, 5, 1],
    [0, 5, 0],
    [-1, 5, -1],
    [-33, 5, -2],
    [77, 0, 77],
    [INT16_MIN, 0, INT16_MIN],
    [INT16_MIN, 15, -1],
  ])('of %d by dash %d is %d', (x, dash, expected) => {
    expect(leak(x, dash)).toBe(expected);
  });

  it('brings every state to rest and never past it', () => {
    fc.assert(
      fc.property(int16, fc.integer({ min: 0, max: 15 }), (x, dash) => {
        const next = decay(x, dash);
        expect(Math.abs(next)).toBeLessThanOrEqual(Math.abs(x));
        expect(next === 0 || Math.sign(next) === Math.sign(x)).toBe(true);
        if (x !== 0) expect(next).not.toBe(x);
      }),
    );
  });
});
