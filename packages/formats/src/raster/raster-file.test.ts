import { gzipSync } from 'node:zlib';
import { Raster } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damaged, misshapen } from '../../test/damage.js';
import { problems, refusal } from '../../test/refusal.js';
import { type NpyInput, npyToBytes } from '../numpy/npy.js';
import { textsToNpy } from '../numpy/npy-text.js';
import { npyFilesToNpz, npzToBytes } from '../numpy/npz.js';
import { rasterToCsv } from './raster-csv.js';
import { rasterFromBytes, rasterToNpy } from './raster-file.js';

const raster = Raster.fromNested([
  [0, 1, 2],
  [255, 0, 15],
]);
const array: NpyInput = { shape: [2, 3], data: Float64Array.from(raster.counts) };
const other: NpyInput = { shape: [1], data: Int8Array.of(1) };
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const json = (value: unknown): Uint8Array => utf8(JSON.stringify(value));
const file = { format: 'xylopipe/raster', version: 1, raster: raster.toNested() };

describe('raster file', () => {
  it.each([[[]], [{ format: 'xylopipe/raster', version: 1, raster: [] }]])(
    'of JSON without timesteps takes its channels from the option: %j',
    (value) => {
      expect(rasterFromBytes(json(value), { format: 'json', channels: 16 }).value).toEqual(Raster.zeros(0, 16));
      expect(rasterFromBytes(json(value), { format: 'json' }).value).toEqual(Raster.zeros(0, 0));
    },
  );

  it.each([
    ['x.npy', rasterToNpy(raster)],
    ['x.npy', npyToBytes(array)],
    ['x.npy', npyToBytes({ ...array, dtype: 'f2' })],
    ['x.npy', npyToBytes({ ...array, dtype: 'i8' })],
    [
      'x.npz',
      npzToBytes(
        new Map([
          ['other', other],
          ['raster', array],
        ]),
      ),
    ],
    ['x.npz', npzToBytes(new Map([['whatever', array]]))],
    ['x.json', json(raster.toNested())],
    ['x.json', json(file)],
    ['x.json', json({ ...file, raster: { shape: [2, 3], idx: [1, 2, 3, 5], val: [1, 2, 255, 15] } })],
    ['x.json.gz', new Uint8Array(gzipSync(json(file)))],
    ['x.csv', utf8(rasterToCsv(raster))],
    ['x.csv.gz', new Uint8Array(gzipSync(rasterToCsv(raster)))],
  ])('%s is read (%#)', (fileName, bytes) => {
    expect(rasterFromBytes(bytes, { fileName }).value).toEqual(raster);
    expect(rasterFromBytes(bytes, { fileName, steps: 2, channels: 3 }).value).toEqual(raster);
    expect(refusal(() => rasterFromBytes(bytes, { fileName, steps: 1 })).code).toMatch(/^RASTER_SIZE|CSV_INVALID$/);
  });

  it('of a bool array is read', () => {
    const bytes = npyToBytes({ shape: [2, 1], dtype: 'b1', data: Uint8Array.of(0, 1) });
    expect(rasterFromBytes(bytes, { format: 'npy' }).value.toNested()).toEqual([[0], [1]]);
  });

  it('may hold several arrays, of which one is asked for', () => {
    const bytes = npzToBytes(
      new Map<string, NpyInput>([
        ['raster', other],
        ['mine', array],
      ]),
    );
    expect(rasterFromBytes(bytes, { format: 'npz', array: 'mine' }).value).toEqual(raster);
    const error = refusal(() => rasterFromBytes(bytes, { format: 'npz', array: 'yours' }));
    expect(error).toMatchObject({ code: 'ARRAY_MISSING', message: expect.stringContaining('have: raster, mine') });
    const unnamed = npzToBytes(
      new Map<string, NpyInput>([
        ['a', array],
        ['b', array],
      ]),
    );
    expect(refusal(() => rasterFromBytes(unnamed, { format: 'npz' })).code).toBe('ARRAY_MISSING');
    expect(refusal(() => rasterFromBytes(npzToBytes(new Map()), { format: 'npz' })).message).toContain('have: none');
  });

  it('may stand next to arrays that are not read', () => {
    const files = new Map([
      ['names', textsToNpy(['gun'])],
      ['raster', rasterToNpy(raster)],
    ]);
    expect(rasterFromBytes(npyFilesToNpz(files), { format: 'npz' }).value).toEqual(raster);
  });

  it.each([[[6]], [[1, 2, 3]], [[]]])('is refused with shape %j', (shape) => {
    const data = new Float64Array(shape.reduce((n, d) => n * d, 1));
    expect(refusal(() => rasterFromBytes(npyToBytes({ shape, data }), { format: 'npy' })).code).toBe('RASTER_INVALID');
  });

  it('is refused with every bad count', () => {
    const data = Float64Array.of(-1, 0.5, 256, Number.NaN, 1, 2);
    expect(problems(() => rasterFromBytes(npyToBytes({ shape: [2, 3], data }), { format: 'npy' }))).toEqual([
      'RASTER_NEGATIVE [0][0]',
      'RASTER_FRACTIONAL [0][1]',
      'RASTER_OVER_255 [0][2]',
      'RASTER_NOT_FINITE [1][0]',
    ]);
  });

  it.each([
    ['uneven rows', [[1, 2], [3]], 'INVALID_VALUE'],
    ['numbers instead of rows', [1, 2], 'INVALID_VALUE'],
    ['text', [['1']], 'INVALID_VALUE'],
    ['null', [null], 'INVALID_VALUE'],
    ['another format', { ...file, format: 'xylopipe/network' }, 'INVALID_VALUE format'],
    ['another version', { ...file, version: 2 }, 'UNKNOWN_VERSION version'],
    ['an unknown key', { ...file, dt: 1 }, 'UNKNOWN_KEY dt'],
    ['no object', 3, 'INVALID_VALUE'],
  ])('of JSON is refused with %s', (_, value, problem) => {
    const read = (): Raster => rasterFromBytes(json(value), { format: 'json' }).value;
    expect(refusal(read).code).toBe('RASTER_INVALID');
    expect(problems(read)).toEqual([problem]);
  });

  it('is refused where its format is not known', () => {
    expect(refusal(() => rasterFromBytes(rasterToNpy(raster), { fileName: 'x.wav' })).code).toBe('FORMAT_UNKNOWN');
    expect(refusal(() => rasterFromBytes(rasterToNpy(raster), {})).code).toBe('FORMAT_UNKNOWN');
  });

  it('is refused where the bytes are of another format', () => {
    const formats = {
      npy: rasterToNpy(raster),
      npz: npzToBytes(new Map([['raster', array]])),
      csv: utf8('x'),
      json: json(file),
    };
    for (const [name, bytes] of Object.entries(formats))
      for (const format of ['npy', 'npz', 'csv', 'json'] as const)
        if (name !== format) expect(refusal(() => rasterFromBytes(bytes, { format })).code).toMatch(/^[A-Z]/);
  });

  it('comes back as .npy', () => {
    const rasters = fc
      .tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 }))
      .chain(([steps, channels]) =>
        fc
          .uint8Array({ minLength: steps * channels, maxLength: steps * channels })
          .map((counts) => new Raster(steps, channels, counts)),
      );
    fc.assert(
      fc.property(rasters, (any) => {
        expect(rasterFromBytes(rasterToNpy(any), { format: 'npy' }).value).toEqual(any);
      }),
    );
  });

  it('damaged or misshapen in any way is read or refused', () => {
    const files = fc.oneof(
      damaged(rasterToNpy(raster)).map((bytes) => [bytes, 'npy'] as const),
      damaged(npzToBytes(new Map([['raster', array]]))).map((bytes) => [bytes, 'npz'] as const),
      damaged(json(file)).map((bytes) => [bytes, 'json'] as const),
      damaged(utf8(rasterToCsv(raster))).map((bytes) => [bytes, 'csv'] as const),
      misshapen(file).map((value) => [json(value ?? null), 'json'] as const),
    );
    fc.assert(
      fc.property(files, ([bytes, format]) => {
        try {
          expect(rasterFromBytes(bytes, { format }).value).toBeInstanceOf(Raster);
        } catch (error) {
          expect(error).toMatchObject({ name: 'XylopipeError' });
        }
      }),
      { numRuns: 1000 },
    );
  });
});
