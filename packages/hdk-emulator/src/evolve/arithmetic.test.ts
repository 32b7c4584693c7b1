import { describe, expect, it } from 'vitest';
import { leak, saturate, wrap } from './arithmetic.js';

describe('arithmetic of 16 bits', () => {
  it.each([
    [32767, 32767],
    [32768, 32767],
    [-32768, -32768],
    [-32769, -32768],
    [0, 0],
  ])('saturates %i to %i', (x, expected) => expect(saturate(x)).toBe(expected));

  it.each([
    [32768, -32768],
    [65536, 0],
    [-32769, 32767],
    [-1, -1],
  ])('wraps %i to %i', (x, expected) => expect(wrap(x)).toBe(expected));

  it.each([
    [100, 0, 100],
    [100, 3, 12],
    [7, 3, 1],
    [1, 15, 1],
    [0, 4, 0],
    [-1, 15, -1],
    [-7, 3, -1],
    [-9, 3, -2],
    [-32768, 0, -32768],
  ])('leaks of %i by %i: %i', (x, dash, expected) => expect(leak(x, dash)).toBe(expected));
});
