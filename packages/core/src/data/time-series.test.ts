import { describe, expect, it } from 'vitest';
import { Raster } from './raster.js';
import { TimeSeries } from './time-series.js';

const invalid = expect.objectContaining({ code: 'TIME_SERIES_INVALID' });

describe('TimeSeries', () => {
  it('reads (T, N) and (B, T, N)', () => {
    const single = TimeSeries.from([
      [1, -2.5],
      [0, 4],
    ]);
    expect(single.shape).toEqual([2, 2]);
    expect(single.batch).toBeUndefined();
    const batch = TimeSeries.from([
      [[1], [2]],
      [[3], [4]],
      [[5], [6]],
    ]);
    expect(batch.shape).toEqual([3, 2, 1]);
    expect(batch.item(2).toNested()).toEqual([[5], [6]]);
  });

  it('converts a raster both ways', () => {
    const raster = Raster.fromNested([
      [1, 0],
      [0, 255],
    ]);
    expect(TimeSeries.from(raster).toRaster()).toEqual(raster);
  });

  it('comes back as it is', () => {
    const series = TimeSeries.from([[1]]);
    expect(TimeSeries.from(series)).toBe(series);
  });

  it('can be without timesteps', () => {
    expect(TimeSeries.from([]).shape).toEqual([0, 0]);
    expect(TimeSeries.from([[], []]).shape).toEqual([2, 0]);
  });

  it.each([
    ['rows of different length', [[1, 2], [3]]],
    ['one dimension', [1, 2]],
    ['four dimensions', [[[[1]]]]],
    ['NaN', [[Number.NaN]]],
    ['infinity', [[1, Number.POSITIVE_INFINITY]]],
  ])('refuses %s', (_, nested) => {
    expect(() => TimeSeries.from(nested)).toThrow(invalid);
  });

  it('names every value that is not finite, with its place', () => {
    const make = () => TimeSeries.from([[[1, Number.NaN]], [[Number.NEGATIVE_INFINITY, 2]]]);
    const at = [
      expect.objectContaining({ code: 'NOT_FINITE', at: [0, 0, 1] }),
      expect.objectContaining({ at: [1, 0, 0], measured: '-Infinity' }),
    ];
    expect(make).toThrow(expect.objectContaining({ code: 'TIME_SERIES_INVALID', issues: at }));
    expect(() => TimeSeries.from(Array.from({ length: 40 }, () => [Number.NaN]))).toThrow('40 values are not finite');
  });

  it('refuses a shape that does not fit', () => {
    expect(() => new TimeSeries([2, 2], new Float64Array(3))).toThrow(invalid);
    expect(() => new TimeSeries([1.5, 2], new Float64Array(3))).toThrow(invalid);
  });

  it('refuses what only an item of a batch can do', () => {
    const batch = TimeSeries.from([[[1]], [[2]]]);
    expect(() => batch.slice(0)).toThrow(invalid);
    expect(() => batch.toRaster()).toThrow(invalid);
    expect(() => batch.item(2)).toThrow(invalid);
    expect(() => TimeSeries.concatenate([batch])).toThrow(invalid);
  });

  it('slices and concatenates back to itself', () => {
    const series = TimeSeries.from([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    expect(TimeSeries.concatenate([series.slice(0, 1), series.slice(1)])).toEqual(series);
    expect(() => series.slice(2, 4)).toThrow(invalid);
    expect(() => TimeSeries.concatenate([series, TimeSeries.from([[1]])])).toThrow(invalid);
  });

  it('a raster is only made of counts', () => {
    expect(() => TimeSeries.from([[0.5]]).toRaster()).toThrow(expect.objectContaining({ code: 'RASTER_INVALID' }));
  });
});
