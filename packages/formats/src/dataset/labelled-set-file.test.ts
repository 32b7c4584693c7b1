import { gzipSync } from 'node:zlib';
import { Raster } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damaged, misshapen } from '../../test/damage.js';
import { problems, refusal } from '../../test/refusal.js';
import type { NpyInput } from '../numpy/npy.js';
import { npzToBytes } from '../numpy/npz.js';
import type { LabelledSet } from './labelled-set.js';
import { labelledSetFromBytes, labelledSetToJson, labelledSetToNpz } from './labelled-set-file.js';

const set: LabelledSet = {
  rasters: [
    Raster.fromNested([
      [0, 1],
      [2, 3],
      [0, 0],
    ]),
    Raster.fromNested([
      [9, 0],
      [0, 0],
      [0, 255],
    ]),
  ],
  labels: [1, 0],
  classes: ['gun', 'Glas'],
};
const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const npz = (arrays: Record<string, NpyInput>): Uint8Array => npzToBytes(new Map(Object.entries(arrays)));
const refused = (bytes: Uint8Array, format: 'npz' | 'json') => problems(() => labelledSetFromBytes(bytes, { format }));

describe('labelled set', () => {
  it('comes back from .npz and JSON, with and without names of classes', () => {
    for (const any of [set, { ...set, classes: undefined }, { rasters: [], labels: [], classes: [] }]) {
      expect(labelledSetFromBytes(labelledSetToNpz(any), { fileName: 'set.npz' })).toEqual(any);
      expect(labelledSetFromBytes(json(labelledSetToJson(any)), { fileName: 'set.json' })).toEqual(any);
    }
    const packed = new Uint8Array(gzipSync(json(labelledSetToJson(set))));
    expect(labelledSetFromBytes(packed, { fileName: 'set.json.gz' })).toEqual(set);
  });

  it('is read from nested lists, and from arrays of any type', () => {
    const nested = {
      format: 'xylopipe/dataset',
      version: 1,
      rasters: set.rasters.map((r) => r.toNested()),
      labels: [1, 0],
    };
    expect(labelledSetFromBytes(json(nested), { format: 'json' })).toEqual({ ...set, classes: undefined });
    const rasters = { shape: [1, 1, 2], data: Float32Array.of(3, 4) };
    const read = labelledSetFromBytes(npz({ rasters, labels: { shape: [1], data: Float64Array.of(2) } }), {
      format: 'npz',
    });
    expect(read).toEqual({ rasters: [Raster.fromNested([[3, 4]])], labels: [2], classes: undefined });
  });

  it('may have rasters of different length in JSON only', () => {
    const uneven = { rasters: [Raster.zeros(2, 3), Raster.zeros(5, 3)], labels: [0, 0], classes: undefined };
    expect(labelledSetFromBytes(json(labelledSetToJson(uneven)), { format: 'json' })).toEqual(uneven);
    expect(refusal(() => labelledSetToNpz(uneven))).toMatchObject({
      code: 'DATASET_INVALID',
      hint: expect.any(String),
    });
  });

  it('is refused with everything that disagrees', () => {
    const bad = { rasters: [Raster.zeros(2, 3), Raster.zeros(2, 4)], labels: [0, 2, -1, 0.5], classes: ['a', 'b'] };
    const expected = [
      'DATASET_MISMATCH labels',
      'DATASET_MISMATCH rasters[1]',
      'DATASET_MISMATCH labels[1]',
      'DATASET_MISMATCH labels[2]',
      'DATASET_MISMATCH labels[3]',
    ];
    expect(problems(() => labelledSetToJson(bad))).toEqual(expected);
    expect(problems(() => labelledSetToNpz(bad))).toEqual(expected);
    const file = { format: 'xylopipe/dataset', version: 1, ...bad, rasters: bad.rasters.map((r) => r.toNested()) };
    expect(refused(json(file), 'json')).toEqual(expected);
  });

  it.each<[string, Record<string, NpyInput>, readonly string[]]>([
    ['nothing in it', {}, ['ARRAY_MISSING rasters', 'ARRAY_MISSING labels']],
    [
      'an unknown array and a raster of 2 dimensions',
      {
        rasters: { shape: [1, 2], data: new Int8Array(2) },
        labels: { shape: [1], data: Int8Array.of(0) },
        x: { shape: [0], data: new Int8Array(0) },
      },
      ['UNKNOWN_KEY x', 'DATASET_INVALID rasters'],
    ],
    [
      'bad counts, and labels of 2 dimensions',
      {
        rasters: { shape: [2, 1, 1], data: Int16Array.of(-1, 256) },
        labels: { shape: [2, 1], data: Int8Array.of(0, 1) },
      },
      ['RASTER_NEGATIVE rasters[0][0][0]', 'RASTER_OVER_255 rasters[1][0][0]', 'DATASET_INVALID labels'],
    ],
    [
      '10^15 empty samples',
      { rasters: { shape: [1e15, 0, 3], data: new Int8Array(0) }, labels: { shape: [0], data: new Int8Array(0) } },
      ['DATASET_INVALID rasters'],
    ],
    [
      'names of classes that are numbers',
      {
        rasters: { shape: [0, 1, 1], data: new Int8Array(0) },
        labels: { shape: [0], data: new Int8Array(0) },
        classes: { shape: [1], data: Int8Array.of(1) },
      },
      ['NPY_DTYPE classes'],
    ],
  ])('as .npz is refused with %s', (_, arrays, expected) => {
    expect(refused(npz(arrays), 'npz')).toEqual(expected);
  });

  it('as JSON is refused with bad counts and unknown keys', () => {
    const file = { format: 'xylopipe/dataset', version: 1, rasters: [[[1]], [[300]], [[0.5]]], labels: [0, 0, 0] };
    expect(refused(json(file), 'json')).toEqual([
      'RASTER_OVER_255 rasters[1][0][0]',
      'RASTER_FRACTIONAL rasters[2][0][0]',
    ]);
    expect(refused(json({ ...file, name: 'x' }), 'json')).toEqual(['UNKNOWN_KEY name']);
  });

  it('damaged or misshapen in any way is read or refused', () => {
    const files = fc.oneof(
      damaged(labelledSetToNpz(set)).map((bytes) => [bytes, 'npz'] as const),
      misshapen(labelledSetToJson(set)).map((value) => [json(value ?? null), 'json'] as const),
    );
    fc.assert(
      fc.property(files, ([bytes, format]) => {
        try {
          expect(labelledSetFromBytes(bytes, { format }).labels).toBeInstanceOf(Array);
        } catch (error) {
          expect(error).toMatchObject({ name: 'XylopipeError' });
        }
      }),
      { numRuns: 500 },
    );
  });
});
