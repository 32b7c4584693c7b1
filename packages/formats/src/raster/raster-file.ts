import {
  type BinOptions,
  binEvents,
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
import { type FileKind, formatOf } from '../file-format.js';
import { type NpyArray, npyFromBytes, npyToBytes } from '../numpy/npy.js';
import { chosenFile } from './chosen-file.js';
import { eventsFrom, tellsEvents } from './event-file.js';
import { type OpenedFile, openFile, type RasterFormat } from './opened-file.js';
import { rasterFromCsv } from './raster-csv.js';

const FORMATS: readonly RasterFormat[] = ['npy', 'npz', 'json', 'csv'];

/** Which file it is, and which raster in it. `steps` and `channels` say what a CSV file may leave open; the others are checked against them. */
export interface RasterFileOptions extends FileKind<RasterFormat>, RasterSize {
  /** Which array of a `.npz`. Default `raster`, or for events `events`, or the only one. */
  readonly array?: string | undefined;
  /**
   * How to count events, for a file that holds times and channels instead of counts: without it the file is taken for counts,
   * and refused if it names times.
   */
  readonly events?: BinOptions | undefined;
}

/**
 * Reads a raster from a file: `.npy` or `.npz` with an array `(T, N)` of any type of number, `.json` with a nested list or
 * `{"format": "xylopipe/raster", "version": 1, "raster": …}`, `.csv` with the header `timestep,channel,count`; JSON and CSV
 * also gzipped.
 *
 * With the option `events`, events from `.npy` with records of `t` and `channel` or `x` (and `p`), or with numbers `(E, 2)` or
 * `(E, 3)`; from `.npz` with an array for each; from `.csv` with the header `t,channel` or `t,channel,polarity`. What did not
 * fit into a cell is the warning `EVENTS_CLIPPED`.
 * @throws EVENTS_UNCOUNTED for a file of events without the option; EVENTS_INVALID and what `binEvents` throws.
 * @throws RASTER_INVALID, RASTER_SIZE, FORMAT_UNKNOWN, and what the reader of the format throws.
 */
export function rasterFromBytes(bytes: Uint8Array, options: RasterFileOptions): Checked<Raster> {
  const { events, array, steps, channels } = options;
  const file = openFile(bytes, formatOf(options, FORMATS));
  if (events !== undefined) return binEvents(eventsFrom(file, array), events, { steps, channels });
  if (tellsEvents(file, array)) throw uncounted();
  return unremarkable(countsFrom(file, options));
}

function countsFrom(file: OpenedFile, options: RasterFileOptions): Raster {
  if (file.format === 'csv') return rasterFromCsv(file.text, options);
  const raster = rasterFromTensor(tensorFrom(file, options));
  checkSize(raster, options);
  return raster;
}

function tensorFrom(file: Exclude<OpenedFile, { format: 'csv' }>, options: RasterFileOptions) {
  if (file.format === 'json') return rasterJson(file.json, options);
  return npyFromBytes(file.format === 'npy' ? file.bytes : chosenFile(file.arrays, 'raster', options.array));
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

const uncounted = (): XylopipeError =>
  new XylopipeError('EVENTS_UNCOUNTED', 'the file holds events, which have to be counted into timesteps', {
    hint: 'give the option "events": the duration of a timestep, dt, and the unit of the times',
  });

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
