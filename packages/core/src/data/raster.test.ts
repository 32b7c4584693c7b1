import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { XylopipeError } from '../issues/error.js';
import { Raster } from './raster.js';

const issuesOf = (make: () => unknown): XylopipeError['issues'] => {
  try {
    make();
  } catch (error) {
    return (error as XylopipeError).issues;
  }
  throw new Error('nothing was thrown');
};

const rasters = fc
  .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 5 }))
  .chain(([t, n]) => fc.uint8Array({ minLength: t * n, maxLength: t * n }).map((counts) => new Raster(t, n, counts)));

describe('Raster', () => {
  it('reads nested counts', () => {
    const raster = Raster.fromNested([
      [0, 1, 2],
      [3, 4, 255],
    ]);
    expect([raster.steps, raster.channels]).toEqual([2, 3]);
    expect(raster.at(1, 2)).toBe(255);
    expect(raster.totals()).toEqual([3, 5, 257]);
  });

  it('can be without timesteps, and keeps its channels', () => {
    expect(Raster.fromNested([], 16)).toMatchObject({ steps: 0, channels: 16 });
    expect(Raster.fromNested([])).toMatchObject({ steps: 0, channels: 0 });
  });

  it('names every bad cell with its place and its kind', () => {
    const issues = issuesOf(() =>
      Raster.fromNested([
        [0, -1, 0.5],
        [256, Number.NaN, Number.POSITIVE_INFINITY],
      ]),
    );
    expect(issues.map((i) => [i.code, i.at])).toEqual([
      ['RASTER_NEGATIVE', [0, 1]],
      ['RASTER_FRACTIONAL', [0, 2]],
      ['RASTER_OVER_255', [1, 0]],
      ['RASTER_NOT_FINITE', [1, 1]],
      ['RASTER_NOT_FINITE', [1, 2]],
    ]);
    expect(issues.every((i) => i.severity === 'error' && i.hint !== undefined)).toBe(true);
  });

  it('says how many cells are bad where it does not list all', () => {
    const make = () => Raster.fromNested(Array.from({ length: 50 }, () => [-1]));
    expect(issuesOf(make)).toHaveLength(10);
    expect(make).toThrow('50 problems in the raster, the first 10 are shown');
  });

  it('names every uneven row', () => {
    expect(issuesOf(() => Raster.fromNested([[0, 0], [0], [0, 0, 0]]))).toMatchObject([
      { code: 'RASTER_SHAPE', at: [1], measured: 1, limit: 2 },
      { code: 'RASTER_SHAPE', at: [2], measured: 3, limit: 2 },
    ]);
  });

  it('names uneven rows and bad counts at once', () => {
    expect(issuesOf(() => Raster.fromNested([[0, 0], [0.5], [-1, 256]]))).toMatchObject([
      { code: 'RASTER_SHAPE', at: [1] },
      { code: 'RASTER_FRACTIONAL', at: [1, 0] },
      { code: 'RASTER_NEGATIVE', at: [2, 0] },
      { code: 'RASTER_OVER_255', at: [2, 1] },
    ]);
  });

  it('refuses sizes that no raster has, without allocating them', () => {
    const invalid = expect.objectContaining({ code: 'RASTER_INVALID' });
    for (const [steps, channels] of [
      [-1, 3],
      [3, Number.NaN],
      [0.5, 2],
      [1e9, 1e9],
      [Number.POSITIVE_INFINITY, 1],
    ] as const) {
      expect(() => Raster.zeros(steps, channels)).toThrow(invalid);
    }
    expect(() => Raster.fromNested([[1]], -1)).toThrow(invalid);
    expect(() => Raster.fromNested([[1]], 1e15)).toThrow(invalid);
    expect(() => Raster.fromNested([], 0.5)).toThrow(invalid);
  });

  it('has no place between two timesteps', () => {
    expect(() => Raster.zeros(2, 2).at(0.5, 0)).toThrow(expect.objectContaining({ code: 'RASTER_INDEX' }));
  });

  it('refuses data of another size', () => {
    expect(() => new Raster(2, 2, new Uint8Array(3))).toThrow(expect.objectContaining({ code: 'RASTER_INVALID' }));
    expect(() => new Raster(-1, -2, new Uint8Array(2))).toThrow(expect.objectContaining({ code: 'RASTER_INVALID' }));
    expect(() => Raster.fromValues(2, 2, [1])).toThrow(expect.objectContaining({ code: 'RASTER_INVALID' }));
  });

  it('refuses places outside', () => {
    const raster = Raster.zeros(2, 3);
    for (const [t, n] of [
      [2, 0],
      [0, 3],
      [-1, 0],
      [0, -1],
      [0.5, 0],
    ] as const) {
      expect(() => raster.at(t, n)).toThrow(expect.objectContaining({ code: 'RASTER_INDEX' }));
    }
    for (const [from, to] of [
      [0, 3],
      [2, 1],
      [-1, 1],
      [0.5, 1],
    ] as const) {
      expect(() => raster.slice(from, to)).toThrow(expect.objectContaining({ code: 'RASTER_INDEX' }));
    }
  });

  it('refuses to concatenate what does not fit', () => {
    expect(() => Raster.concatenate([])).toThrow(expect.objectContaining({ code: 'RASTER_INVALID' }));
    expect(issuesOf(() => Raster.concatenate([Raster.zeros(1, 2), Raster.zeros(1, 3)]))).toMatchObject([
      { at: [1], measured: 3, limit: 2 },
    ]);
  });

  it('slices and concatenates back to itself', () => {
    fc.assert(
      fc.property(rasters, fc.nat(), (raster, n) => {
        const cut = n % (raster.steps + 1);
        expect(Raster.concatenate([raster.slice(0, cut), raster.slice(cut)])).toEqual(raster);
      }),
    );
  });

  it('goes to nested lists and back', () => {
    fc.assert(
      fc.property(rasters, (raster) => {
        expect(Raster.fromNested(raster.toNested(), raster.channels)).toEqual(raster);
      }),
    );
  });

  it('a slice is a copy', () => {
    const raster = Raster.fromNested([[1], [2]]);
    raster.slice(1).counts[0] = 9;
    expect(raster.at(1, 0)).toBe(2);
  });
});
