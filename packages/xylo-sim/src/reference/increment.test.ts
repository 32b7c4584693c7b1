import { leak, saturate16, wrap16 } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incrementV1, saturatesV1 } from './increment-v1.js';
import { incrementV2, saturatesV2 } from './increment-v2.js';

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

describe('saturatesV1', () => {
  it('is true where the membrane does not take the increment whole', () => {
    expect(saturatesV1(32767, 15, 1)).toBe(false);
    expect(saturatesV1(32767, 15, 2)).toBe(true);
    expect(saturatesV1(-32768, 15, -1)).toBe(false);
    expect(saturatesV1(-32768, 15, -2)).toBe(true);
    expect(saturatesV1(-32768, 0, 32767)).toBe(false);
    expect(saturatesV1(0, 0, 40000)).toBe(true);
  });
});

describe('saturatesV2', () => {
  it.each([
    ['leak and current', 0, 0, 32767, 0, false],
    ['leak and current', -1, 0, 32767, 0, true],
    ['leak and current', 1, 0, -32767, 0, false],
    ['leak and current', 1, 0, -32768, 0, true],
    ['the bias', 0, 0, 32760, 7, false],
    ['the bias', 0, 0, 32760, 8, true],
    ['the bias', 0, 0, -32760, -9, true],
    ['the membrane', 32767, 15, 1, 0, false],
    ['the membrane', 32767, 15, 2, 0, true],
    ['the membrane', -32768, 15, 0, -2, true],
    ['leak and current, undone by bias and membrane', -32768, 15, 32767, -32768, true],
  ])('sees %s saturate, of vmem %i, dash %i, current %i, bias %i: %s', (_, vmem, dash, current, bias, expected) => {
    expect(saturatesV2(vmem, dash, current, bias)).toBe(expected);
  });

  it('does not count the wrap of the leak of -32768 with dash 0', () => {
    expect(saturatesV2(-32768, 0, 32767, 1)).toBe(false);
    expect(saturatesV2(-32768, 0, 32767, 0)).toBe(true);
    expect(saturatesV2(-32768, 0, 40000, 0)).toBe(false);
  });

  it('is false only where the increment and the membrane are exact', () => {
    const state = fc.oneof(fc.integer({ min: -32768, max: 32767 }), fc.constantFrom(-32768, -32767, 32767));
    const current = fc.oneof(fc.integer({ min: -65536, max: 65534 }), fc.integer({ min: -100, max: 100 }));
    fc.assert(
      fc.property(state, fc.nat({ max: 15 }), current, state, (vmem, dash, i, bias) => {
        const exact = wrap16(-leak(vmem, dash)) + i + bias;
        const moved = incrementV2(vmem, dash, i, bias);
        if (!saturatesV2(vmem, dash, i, bias)) expect([moved, saturate16(vmem + moved)]).toEqual([exact, vmem + exact]);
      }),
    );
  });
});
