import { gzipSync } from 'node:zlib';
import { type BinOptions, Raster } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damaged } from '../../test/damage.js';
import { npyOfRecords } from '../../test/npy-of-records.js';
import { problems, refusal } from '../../test/refusal.js';
import { type NpyInput, npyToBytes } from '../numpy/npy.js';
import { textsToNpy } from '../numpy/npy-text.js';
import { npyFilesToNpz, npzToBytes } from '../numpy/npz.js';
import { type RasterFileOptions, rasterFromBytes } from './raster-file.js';

const MS: BinOptions = { dt: 0.001, unit: 'us' };
const MERGED: BinOptions = { ...MS, polarity: 'merge' };
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const csv = (...lines: readonly string[]): Uint8Array => utf8(lines.join('\n'));

/** Events at (0, 1), (0, 1), (2, 0), all of them on. */
const COUNTS = [
  [0, 2],
  [0, 0],
  [1, 0],
];
const T = Float64Array.of(2000, 999, 0);
const list = (data: NpyInput['data']): NpyInput => ({ shape: [data.length], data });
const npz = (entries: Readonly<Record<string, NpyInput>>) => npzToBytes(new Map(Object.entries(entries)));
const columns = { t: list(T), x: list(Int16Array.of(0, 1, 1)), p: list(Uint8Array.of(1, 1, 1)) };
const table: NpyInput = { shape: [3, 3], dtype: 'i8', data: Float64Array.of(2000, 0, 1, 999, 1, 1, 0, 1, 1) };
const pairs: NpyInput = { shape: [3, 2], data: Int32Array.of(2000, 0, 999, 1, 0, 1) };
const TYPE = "[('t', '<u2'), ('x', '|u1'), ('p', '|i1')]";
const records = npyOfRecords(TYPE, 3, [208, 7, 0, 1, 231, 3, 1, 1, 0, 0, 1, 1]);

const files: readonly (readonly [string, Uint8Array, BinOptions])[] = [
  ['e.npy', records, MERGED],
  ['e.npy', npyToBytes(table), MERGED],
  ['e.npy', npyToBytes(pairs), MS],
  ['e.npz', npz(columns), MERGED],
  ['e.npz', npz({ times: columns.t, units: columns.x }), MS],
  ['e.npz', npz({ timestamps: columns.t, idx: columns.x, raster: table }), MS],
  ['e.npz', npz({ whatever: pairs }), MS],
  ['e.npz', npz({ other: table, events: pairs }), MS],
  ['e.npz', npyFilesToNpz(new Map([['records', records]])), MERGED],
  ['e.csv', csv('t,channel', '2000,0', '999,1', '0,1'), MS],
  ['e.csv', csv('\uFEFFt, channel, polarity', ' 2e3,0,1', '', '999,1,1', '0,1,1', ''), MERGED],
  ['e.csv', csv('x,time', '0,2000', '1,999', '1,0'), MS],
  ['e.csv.gz', new Uint8Array(gzipSync(csv('t,channel', '2000,0', '999,1', '0,1'))), MS],
];

describe('file of events', () => {
  it.each(files)('%s is counted (%#)', (fileName, bytes, events) => {
    expect(rasterFromBytes(bytes, { fileName, events })).toEqual({ value: Raster.fromNested(COUNTS), issues: [] });
    const padded = rasterFromBytes(bytes, { fileName, events, steps: 5, channels: 4 }).value;
    expect([padded.steps, padded.channels, padded.at(0, 1)]).toEqual([5, 4, 2]);
    expect(problems(() => rasterFromBytes(bytes, { fileName, events, steps: 2 }))).toEqual(['EVENT_OUTSIDE [0]']);
  });

  it.each(files.filter((_, i) => [0, 3, 4, 9, 10, 11, 12].includes(i)))(
    '%s names its columns, and is not taken for counts (%#)',
    (fileName, bytes) => {
      expect(refusal(() => rasterFromBytes(bytes, { fileName }))).toMatchObject({
        code: 'EVENTS_UNCOUNTED',
        hint: expect.stringContaining('dt'),
      });
    },
  );

  it('may be a raster as well, unless it is said to hold events', () => {
    const small = npyToBytes({ shape: [2, 2], data: Uint8Array.of(0, 1, 2, 3) });
    expect(rasterFromBytes(small, { format: 'npy' }).value.toNested()).toEqual([
      [0, 1],
      [2, 3],
    ]);
    const both = npz({ t: columns.t, x: columns.x, raster: { shape: [1, 1], data: Uint8Array.of(9) } });
    expect(rasterFromBytes(both, { format: 'npz' }).value.toNested()).toEqual([[9]]);
    const asked = { format: 'npz', array: 'raster' } as const;
    expect(refusal(() => rasterFromBytes(both, { ...asked, events: MS }))).toMatchObject({ code: 'EVENTS_INVALID' });
  });

  it('tells what did not fit', () => {
    const lines = Array.from({ length: 300 }, (_, i) => `${i},0`);
    const { value, issues } = rasterFromBytes(csv('t,channel', ...lines), { format: 'csv', events: MS });
    expect(value.toNested()).toEqual([[255]]);
    expect(issues).toMatchObject([{ code: 'EVENTS_CLIPPED', severity: 'warning', measured: 300, limit: 255 }]);
  });

  it('has times as precise as their type', () => {
    const seconds: BinOptions = { dt: 0.1, unit: 's' };
    const single = { shape: [2, 2], data: Float32Array.of(0.3, 0, 0.7, 0) };
    const { value } = rasterFromBytes(npyToBytes(single), { format: 'npy', events: seconds });
    expect(value.toNested()).toEqual([[0], [0], [0], [1], [0], [0], [0], [1]]);
    const parted = npz({ t: list(Float32Array.of(0.3, 0.7)), channel: list(Uint8Array.of(0, 0)) });
    expect(rasterFromBytes(parted, { format: 'npz', events: seconds }).value).toEqual(value);
  });

  it('needs a choice where events have a polarity', () => {
    const read = (options: Partial<BinOptions>) =>
      rasterFromBytes(records, { format: 'npy', events: { ...MS, ...options } }).value;
    expect(refusal(() => read({}))).toMatchObject({ code: 'POLARITY_UNDECIDED' });
    expect(read({ polarity: 'split' }).toNested()).toEqual([
      [0, 0, 0, 2],
      [0, 0, 0, 0],
      [0, 1, 0, 0],
    ]);
  });

  it.each<[string, Uint8Array, RasterFileOptions, string]>([
    ['x and y', npyOfRecords("[('t', '<u2'), ('x', '|u1'), ('y', '|u1')]", 0, []), { format: 'npy' }, 'EVENT_COLUMN y'],
    ['a column of its own', csv('t,channel,sensor', '0,0,1'), { format: 'csv' }, 'EVENT_COLUMN sensor'],
    ['two columns of times', csv('t,channel,time', '0,0,1'), { format: 'csv' }, 'EVENT_COLUMN time'],
    ['no channels', csv('t,p', '0,1'), { format: 'csv' }, 'EVENT_COLUMN channels'],
    ['arrays x and y', npz({ ...columns, y: columns.x }), { format: 'npz' }, 'EVENT_COLUMN y'],
    ['a table as times', npz({ t: pairs, x: columns.x }), { format: 'npz' }, 'EVENT_COLUMN t'],
    [
      'text as times',
      npyFilesToNpz(
        new Map([
          ['t', textsToNpy(['0'])],
          ['x', npyToBytes(columns.x)],
        ]),
      ),
      { format: 'npz' },
      'NPY_DTYPE t',
    ],
    ['a bad line', csv('t,channel', '0,0', 'a,0', '0'), { format: 'csv' }, 'CSV_LINE line[3], CSV_LINE line[4]'],
    ['a negative time', csv('t,channel', '0,0', '-1,0'), { format: 'csv' }, 'EVENT_EARLY [1]'],
  ])('with %s is refused', (_, bytes, options, expected) => {
    expect(problems(() => rasterFromBytes(bytes, { ...options, events: MS })).join(', ')).toBe(expected);
  });

  it('is told from counts, and from what holds no events', () => {
    const counts = csv('timestep,channel,count', '0,0,1');
    expect(problems(() => rasterFromBytes(counts, { format: 'csv', events: MS }))).toEqual([
      'EVENT_COLUMN timestep',
      'EVENT_COLUMN count',
      'EVENT_COLUMN times',
    ]);
    for (const shape of [[6], [1, 6], [6, 1], [1, 2, 3]]) {
      const file = npyToBytes({ shape, data: new Uint8Array(6) });
      expect(refusal(() => rasterFromBytes(file, { format: 'npy', events: MS }))).toMatchObject({
        code: 'EVENTS_INVALID',
      });
    }
    expect(refusal(() => rasterFromBytes(utf8('[[1]]'), { format: 'json', events: MS }))).toMatchObject({
      code: 'EVENTS_INVALID',
    });
    expect(refusal(() => rasterFromBytes(npz({ a: table, b: table }), { format: 'npz', events: MS }))).toMatchObject({
      code: 'ARRAY_MISSING',
      message: expect.stringContaining('"events"'),
    });
  });

  it('lets unread what stands beside its arrays', () => {
    const arrays = new Map([
      ['t', npyToBytes(columns.t)],
      ['channel', npyToBytes(columns.x)],
      ['label', textsToNpy(['gun'])],
    ]);
    expect(rasterFromBytes(npyFilesToNpz(arrays), { format: 'npz', events: MS }).value.toNested()).toEqual(COUNTS);
  });

  it('damaged in any way is counted or refused', () => {
    const [record, , , arrays, , , , , , text] = files.map(([, bytes]) => bytes) as readonly Uint8Array[];
    const any = fc.oneof(
      damaged(record as Uint8Array).map((bytes) => [bytes, 'npy'] as const),
      damaged(arrays as Uint8Array).map((bytes) => [bytes, 'npz'] as const),
      damaged(text as Uint8Array).map((bytes) => [bytes, 'csv'] as const),
    );
    fc.assert(
      fc.property(any, ([bytes, format]) => {
        try {
          expect(rasterFromBytes(bytes, { format, events: MERGED }).value).toBeInstanceOf(Raster);
        } catch (error) {
          expect(error).toMatchObject({ name: 'XylopipeError' });
        }
      }),
      { numRuns: 500 },
    );
  });
});
