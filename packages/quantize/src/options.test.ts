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
      scaleCap: Number.POSITIVE_INFINITY,
      clipPercentile: 100,
      thresholdScale: 1,
      thresholdScaleOut: 1,
      dashRounding: 'nearest',
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
      { code: 'UNKNOWN_METHOD', at: ['method'], limit: 'global, layer, channel' },
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

  it.each([
    ['SCALE_CAP_RANGE', { method: 'channel', scaleCap: 0.99 }, 'scaleCap', 0.99],
    ['SCALE_CAP_RANGE', { method: 'layer', scaleCap: Number.NaN }, 'scaleCap', 'NaN'],
    ['SCALE_CAP_RANGE', { method: 'layer', scaleCap: '2' }, 'scaleCap', '2'],
    ['CLIP_PERCENTILE_RANGE', { clipPercentile: 0 }, 'clipPercentile', 0],
    ['CLIP_PERCENTILE_RANGE', { clipPercentile: 100.5 }, 'clipPercentile', 100.5],
    ['CLIP_PERCENTILE_RANGE', { clipPercentile: Number.NaN }, 'clipPercentile', 'NaN'],
    ['THRESHOLD_SCALE_RANGE', { thresholdScale: 0 }, 'thresholdScale', 0],
    ['THRESHOLD_SCALE_RANGE', { thresholdScale: Number.POSITIVE_INFINITY }, 'thresholdScale', 'Infinity'],
    ['THRESHOLD_SCALE_RANGE', { thresholdScale: Number.NaN }, 'thresholdScale', 'NaN'],
    ['THRESHOLD_SCALE_RANGE', { thresholdScaleOut: -1 }, 'thresholdScaleOut', -1],
    ['UNKNOWN_DASH_ROUNDING', { dashRounding: 'half' }, 'dashRounding', 'half'],
  ])('%s: refuses %j', (code, options, option, measured) => {
    const { issues } = refusal(options);
    expect(issues).toMatchObject([{ code, severity: 'error', at: [option], measured }]);
    expect(issues.every(({ hint, limit }) => hint !== undefined && limit !== undefined)).toBe(true);
  });

  it('takes every end of a range', () => {
    const ends = { method: 'layer', scaleCap: 1, clipPercentile: 100, thresholdScale: 1e-9 } as const;
    expect(settle(ends)).toMatchObject(ends);
    expect(settle({ scaleCap: Number.POSITIVE_INFINITY })).toMatchObject({ method: 'global' });
  });

  it('refuses what contradicts itself, naming every pair', () => {
    const { issues } = refusal({ fuzzyScaling: true, scaleCap: 2, clipPercentile: 99 });
    expect(issues).toMatchObject([
      { code: 'FUZZY_WITH_PERCENTILE', at: ['clipPercentile'] },
      { code: 'SCALE_CAP_WITH_GLOBAL', at: ['scaleCap'] },
    ]);
  });

  it('refuses everything beside compat that the tool does not have', () => {
    const scales = { thresholdScale: 2, thresholdScaleOut: 3 };
    const beside = { scaleCap: 2, clipPercentile: 99, ...scales, dashRounding: 'decay' } as const;
    const { issues } = refusal({ compat: 'rockpool-3.0.3', method: 'layer', ...beside });
    const codes = issues.map(({ code, at }) => `${code} ${at.join('.')}`);
    expect(codes).toEqual(['method', ...Object.keys(beside)].map((option) => `COMPAT_WITH_OPTION ${option}`));
    const idle = { scaleCap: Number.POSITIVE_INFINITY, clipPercentile: 100, thresholdScale: 1 } as const;
    expect(settle({ compat: 'rockpool-3.0.3', ...idle, dashRounding: 'nearest' })).toMatchObject(idle);
  });
});
