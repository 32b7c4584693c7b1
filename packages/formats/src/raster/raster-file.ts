import {
  type BinOptions,
  type Checked,
  header,
  parseJson,
  Raster,
  type RasterSize,
  type Tensor,
  tensorSchema,
  unremarkable,
  XylopipeError,
} from '@xylopipe/core';
import { z } from 'zod';
import { jsonFromBytes, textFromBytes } from '../bytes/text.js';
import { type FileKind, formatOf } from '../file-format.js';
import { type NpyArray, npyFromBytes, npyToBytes } from '../numpy/npy.js';
import { npyFilesFromNpz } from '../numpy/npz.js';
import { rasterFromCsv } from './raster-csv.js';

/** Kinds of files that a raster is read from. */
export type RasterFormat = 'npy' | 'npz' | 'json' | 'csv';

const FORMATS: readonly RasterFormat[] = ['npy', 'npz', 'json', 'csv'];

/** Which file it is, and which raster in it. `steps` and `channels` say what a CSV file may leave open; the others are checked against them. */
export interface RasterFileOptions extends FileKind<RasterFormat>, RasterSize {
  /** Which array of a `.npz`. Default `raster`, or the only one. */
  readonly array?: string | undefined;
  /** How to count events, if the file holds events `(t, channel)` or `(t, channel, polarity)` instead of counts. */
  readonly events?: BinOptions | undefined;
}

/**
 * Reads a raster from a file: `.npy` or `.npz` with an array `(T, N)` of any type of number, `.json` with a nested list or
 * `{"format": "xylopipe/raster", "version": 1, "raster": …}`, `.csv` with the header `timestep,channel,count`; JSON and CSV
 * also gzipped.
 * @throws RASTER_INVALID, RASTER_SIZE, FORMAT_UNKNOWN, and what the reader of the format throws.
 */
export function rasterFromBytes(bytes: Uint8Array, options: RasterFileOptions): Checked<Raster> {
  const format = formatOf(options, FORMATS);
  if (format === 'csv') return unremarkable(rasterFromCsv(textFromBytes(bytes), options));
  const raster = rasterFromTensor(READERS[format](bytes, options));
  checkSize(raster, options);
  return unremarkable(raster);
}

/** Writes a raster as `.npy`: uint8, `(T, N)`. */
export const rasterToNpy = ({ steps, channels, counts }: Raster): Uint8Array =>
  npyToBytes({ shape: [steps, channels], data: counts });

/** A raster from any array of `(T, N)` numbers. Throws `RASTER_INVALID`. */
export function rasterFromTensor({ shape, data }: Pick<NpyArray, 'shape' | 'data'>): Raster {
  const [steps, channels] = shape;
  if (shape.length === 2) return Raster.fromValues(steps as number, channels as number, data);
  throw new XylopipeError('RASTER_INVALID', `a raster is (T, N), the array is (${shape.join(', ')})`, {
    hint: shape.length === 3 ? 'take one sample of the batch' : 'reshape it to timesteps by channels',
  });
}

const READERS = {
  npy: npyFromBytes,
  npz: (bytes: Uint8Array, { array }: RasterFileOptions) => npyFromBytes(chosenFile(npyFilesFromNpz(bytes), array)),
  json: (bytes: Uint8Array, options: RasterFileOptions) => rasterJson(jsonFromBytes(bytes), options),
} as const;

/** The others are not looked into: they may hold what is not read here. */
function chosenFile(files: ReadonlyMap<string, Uint8Array>, name?: string): Uint8Array {
  const only = files.size === 1 ? [...files.values()][0] : undefined;
  const chosen = name === undefined ? (files.get('raster') ?? only) : files.get(name);
  if (chosen !== undefined) return chosen;
  const have = `have: ${[...files.keys()].join(', ') || 'none'}`;
  throw new XylopipeError('ARRAY_MISSING', `there is no array "${name ?? 'raster'}"; ${have}`, {
    hint: 'say which array is the raster',
  });
}

/** `[]` is a raster too, of no timesteps and no channels that it could tell. */
const rows = z.preprocess(
  (json) => (Array.isArray(json) && json.length === 0 ? { shape: [0, 0], data: [] } : json),
  tensorSchema(2),
);
const fileSchema = z.strictObject({ ...header('xylopipe/raster', 1), raster: rows });

function rasterJson(json: unknown, { channels = 0 }: RasterSize): Tensor {
  const raster = Array.isArray(json)
    ? parseJson(rows, json, 'RASTER_INVALID', 'raster')
    : parseJson(fileSchema, json, 'RASTER_INVALID', 'raster').raster;
  return raster.shape.every((n) => n === 0) ? { ...raster, shape: [0, channels] } : raster;
}

/** Throws `RASTER_SIZE` if `found` is not of the size that was asked for. */
function checkSize(found: Raster, { steps = found.steps, channels = found.channels }: RasterSize): void {
  if (found.steps === steps && found.channels === channels) return;
  throw new XylopipeError(
    'RASTER_SIZE',
    `the raster has ${found.steps} timesteps of ${found.channels} channels, not ${steps} of ${channels}`,
  );
}
