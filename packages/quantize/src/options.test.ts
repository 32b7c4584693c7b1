import { XylopipeError } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { type QuantizeOptions, settle } from './options.js';

const refusal = (options: object): XylopipeError => {
  try {
    settle(options as QuantizeOptions);
  } catch (error) {
    if (error instanceof XylopipeError) return error;
  }
  throw new Error('was not refused');
};

describe('settle', () => {
  it('fills in what every Xylo has', () => {
    expect(settle({})).toEqual({
      method: 'global',
      fuzzyScaling: false,
      bitsPerWeight: 8,
      bitsPerThreshold: 16,
      compat: undefined,
      maxWeight: 127,
      maxThreshold: 32767,
    });
  });

  it.each([
    [2, 1],
    [4, 7],
    [31, 2 ** 30 - 1],
  ])('%d bits hold up to %d', (bits, max) => {
    expect(settle({ bitsPerWeight: bits, bitsPerThreshold: bits })).toMatchObject({
      maxWeight: max,
      maxThreshold: max,
    });
  });

  it.each([1, 32, 0, -8, 7.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d bits', (bits) => {
    const { code, issues } = refusal({ bitsPerWeight: bits, bitsPerThreshold: bits });
    expect(code).toBe('QUANTIZE_OPTIONS_INVALID');
    expect(issues).toMatchObject([
      { code: 'BITS_RANGE', at: ['bitsPerWeight'], measured: bits, limit: '2 to 31' },
      { code: 'BITS_RANGE', at: ['bitsPerThreshold'], measured: bits },
    ]);
  });

  it('names every bad option at once, with what is known', () => {
    const { issues } = refusal({ method: 'best', compat: 'rockpool', bitsPerWeight: 64 });
    expect(issues).toMatchObject([
      { code: 'UNKNOWN_METHOD', at: ['method'], limit: 'global, channel' },
      { code: 'UNKNOWN_COMPAT', at: ['compat'], limit: 'rockpool-3.0.3' },
      { code: 'BITS_RANGE', at: ['bitsPerWeight'] },
    ]);
  });

  it('refuses fuzzy scaling per channel, with or without compat', () => {
    for (const compat of [undefined, 'rockpool-3.0.3'] as const) {
      const { issues } = refusal({ method: 'channel', fuzzyScaling: true, compat });
      expect(issues).toMatchObject([{ code: 'FUZZY_WITH_CHANNEL', at: ['fuzzyScaling'] }]);
      expect(issues[0]?.hint).toContain('global');
    }
    expect(settle({ method: 'channel', fuzzyScaling: false })).toMatchObject({ method: 'channel' });
  });
});
