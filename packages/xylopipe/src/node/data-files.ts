import {
  type BinOptions,
  type Checked,
  type Evolution,
  evolutionFromJson,
  isXylopipeError,
  type Raster,
  type RasterSize,
  XylopipeError,
} from '@xylopipe/core';
import {
  evolutionFromNpz,
  jsonFromBytes,
  type LabelledSet,
  labelledSetFromBytes,
  rasterFromBytes,
} from '@xylopipe/formats';
import { type InputFile, parseInput, parseInputAsync, readInput } from './input-file.js';
import { type NirDataChoice, rasterFromNir } from './nir-data-file.js';
import { isNir } from './nir-file.js';

/** How events are counted, but for the timestep. */
export type EventOptions = Omit<BinOptions, 'dt'>;

/** How large a raster is where its file does not say it, and how it is counted where the file holds events. */
export interface RasterOptions extends RasterSize {
  /** Seconds per timestep of the network that it is for. */
  readonly dt?: number | undefined;
  /** Of files of events, which name the time and the channel of each. */
  readonly events?: EventOptions | undefined;
  /** Of files of recorded data of NIR: which of it. */
  readonly nirData?: NirDataChoice | undefined;
  /** Ends the reading of a NIR file, with ABORTED. */
  readonly signal?: AbortSignal | undefined;
}

/** The raster in a file, by the ending of its name. Throws what `readRaster` throws. */
export async function rasterFrom(file: InputFile, options: RasterOptions = {}): Promise<Checked<Raster>> {
  if (isNir(file)) return parseInputAsync(file, (bytes) => rasterFromNir(bytes, options));
  const { dt, events, nirData, signal, ...size } = options;
  if (nirData !== undefined) throw notNirData(file.path);
  return parseInput(file, (bytes) => {
    if (events !== undefined && dt === undefined) throw noTimestep();
    const counted = events && { ...events, dt: dt as number };
    try {
      return rasterFromBytes(bytes, { fileName: file.path, ...size, events: counted });
    } catch (error) {
      throw isXylopipeError(error) && error.code === 'EVENTS_UNCOUNTED' ? uncounted(error) : error;
    }
  });
}

/**
 * Reads a raster: `.npy`, `.npz`, `.json` or `.csv`, of counts, or of events that `options` say how to count; recorded data
 * of NIR. What did not fit into a cell is the warning `EVENTS_CLIPPED`.
 * @throws FILE_NOT_READABLE, DT_UNKNOWN for events without a timestep, and what `rasterFromBytes` throws; of NIR files what
 * `readNirData` and `rasterFromNirData` throw; OPTIONS_INVALID for options that are of other files.
 */
export const readRaster = async (path: string, options: RasterOptions = {}): Promise<Checked<Raster>> =>
  rasterFrom(await readInput(path), options);

/** Reads an evolution: `.npz` or JSON. Throws `FILE_NOT_READABLE`, and what the codecs throw. */
export async function readEvolution(path: string): Promise<Evolution> {
  return parseInput(await readInput(path), (bytes) =>
    path.endsWith('.npz') ? evolutionFromNpz(bytes) : evolutionFromJson(jsonFromBytes(bytes)),
  );
}

/** Reads labelled rasters: `.npz` or JSON. Throws `FILE_NOT_READABLE`, and what `labelledSetFromBytes` throws. */
export async function readLabelledSet(path: string): Promise<LabelledSet> {
  return parseInput(await readInput(path), (bytes) => labelledSetFromBytes(bytes, { fileName: path }));
}

const noTimestep = (): XylopipeError =>
  new XylopipeError('DT_UNKNOWN', 'events are counted by timestep, and nothing says how long one is', {
    hint: 'give every layer of the network its dt',
  });

const notNirData = (who: string): XylopipeError =>
  new XylopipeError(
    'OPTIONS_INVALID',
    'a node, an observable, a sample and a border without a unit are of recorded data of NIR, which this is not',
    { who },
  );

const uncounted = (cause: XylopipeError): XylopipeError =>
  new XylopipeError(cause.code, cause.message, {
    hint: 'give the option "events", which says what their times are counted in: s, ms, us or ns',
    cause,
  });
