import { describe, expect, it } from 'vitest';
import { fullFactor, limitedFactor } from './factors.js';
import { settle } from './options.js';

const settings = settle({});

describe('fullFactor', () => {
  it('brings the largest weight to the largest integer', () => {
    expect(fullFactor(0.5, settings)).toBe(254);
    expect(fullFactor(0.5, settle({ bitsPerWeight: 4 }))).toBe(14);
  });

  it('is 1 where there is no weight', () => {
    expect(fullFactor(0, settings)).toBe(1);
  });
});

describe('limitedFactor', () => {
  it('leaves a threshold that rounds to its limit', () => {
    expect(limitedFactor(1, 32767, settings)).toBe(1);
    expect(limitedFactor(1, 32767.4375, settings)).toBe(1);
  });

  it('brings a threshold that rounds above its limit to the limit', () => {
    expect(limitedFactor(1, 32767.5, settings)).toBe(32767 / 32767.5);
    expect(limitedFactor(1, 65534, settings)).toBe(0.5);
  });

  it('uses the word of the threshold', () => {
    expect(limitedFactor(1, 254, settle({ bitsPerThreshold: 8 }))).toBe(0.5);
  });
});
