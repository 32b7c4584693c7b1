import { describe, expect, it } from 'vitest';
import { incrementV1 } from './increment-v1.js';
import { incrementV2 } from './increment-v2.js';

describe('incrementV1', () => {
  it.each([
    [100, 2, 7, -18],
    [-100, 2, 7, 32],
    [1, 15, 0, -1],
    [-1, 15, 0, 1],
    [0, 3, 0, 0],
    [32767, 0, 0, -32767],
  ])('of vmem %i, dash %i, current %i is %i', (vmem, dash, current, expected) => {
    expect(incrementV1(vmem, dash, current)).toBe(expected);
  });

  it('is a wide number', () => {
    expect(incrementV1(-32768, 0, 65534)).toBe(98302);
    expect(incrementV1(32767, 0, -65536)).toBe(-98303);
  });
});

describe('incrementV2', () => {
  it.each([
    [100, 2, 7, 0, -18],
    [-100, 2, 7, 0, 32],
    [100, 2, 7, 20, 2],
    [1, 15, 0, 0, -1],
    [0, 3, 0, 0, 0],
    [32767, 0, 0, 0, -32767],
  ])('of vmem %i, dash %i, current %i, bias %i is %i', (vmem, dash, current, bias, expected) => {
    expect(incrementV2(vmem, dash, current, bias)).toBe(expected);
  });

  it('saturates with the current, and again with the bias', () => {
    expect(incrementV2(0, 0, 65534, 0)).toBe(32767);
    expect(incrementV2(0, 0, -65536, 0)).toBe(-32768);
    expect(incrementV2(0, 0, 65534, -100)).toBe(32667);
    expect(incrementV2(0, 0, 32767, 100)).toBe(32767);
    expect(incrementV2(0, 0, -65536, -1)).toBe(-32768);
  });

  it('wraps the leak of -32768 with dash 0, and saturates everywhere else', () => {
    expect(incrementV2(-32768, 0, 0, 0)).toBe(-32768);
    expect(incrementV2(-32768, 0, 10, 0)).toBe(-32758);
    expect(incrementV2(-32768, 1, 0, 0)).toBe(16384);
    expect(incrementV2(-32767, 0, 10, 0)).toBe(32767);
  });
});
