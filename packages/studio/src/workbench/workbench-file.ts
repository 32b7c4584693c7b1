import { type Checked, isXylopipeError, type Raster, XylopipeError } from '@xylopipe/core';
import { jsonFromBytes, networkFromFile, npzFromBytes, rasterFromBytes } from '@xylopipe/formats';
import type { Network } from '@xylopipe/nn';
import { networkFromTree } from 'xylopipe';
import { holdsNirData, isNir, networkFromNir, rasterFromNir } from './nir-file.js';
import type { NirReaders } from './nir-readers.js';

/** A file of the user's, as it was dropped or chosen. */
export interface WorkbenchFile {
  /** With its ending, which says what it is. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a file is on the workbench. */
export type FileRole = 'network' | 'raster';

/** Largest file that is read, in bytes: a page has one address space for the file and all that comes of it. */
export const MOST_BYTES = 2 ** 26;

/**
 * Spikes by their ending; JSON holds either, and shows which. What has the ending of a network and cannot be read is taken
 * for one, which then says so.
 * @throws FILE_NOT_TAKEN of what is neither, with what it is and what is needed instead.
 */
export function roleOf(file: WorkbenchFile): FileRole {
  const { name, bytes } = file;
  if (/\.(npy|csv)(\.gz)?$/i.test(name)) return 'raster';
  if (/\.npz$/i.test(name)) {
    refuseOtherArrays(file);
    return 'raster';
  }
  if (isNir(file)) return bytes.length <= MOST_BYTES && holdsNirData(file) ? 'raster' : 'network';
  if (!/\.json(\.gz)?$/i.test(name)) throw notTaken(name, 'is neither a network nor a raster', NEEDED);
  if (bytes.length > MOST_BYTES) return 'network';
  try {
    const json = jsonFromBytes(bytes);
    const format = typeof json === 'object' && json !== null && 'format' in json ? String(json.format) : undefined;
    const other = OTHERS.get(format ?? '');
    if (other !== undefined) throw notTaken(name, `is ${other.what}`, other.hint);
    return Array.isArray(json) || format === 'xylopipe/raster' ? 'raster' : 'network';
  } catch (error) {
    if (isXylopipeError(error) && error.code !== 'FILE_NOT_TAKEN') return 'network';
    throw error;
  }
}

const NEEDED = 'give a network (.json or .nir) and a raster (.npy, .npz, .csv, .json or .nir)';
const NETWORK_NEEDED = 'give the network (.json or .nir) that it was made of';
const SET = {
  what: 'a labelled set, of many rasters',
  hint: 'give one of its rasters as .npy; xylopipe tune takes the set',
};
const EVOLUTION = {
  what: 'what a run evolved',
  hint: 'give the raster that was its input; xylopipe compare takes evolutions',
};

/** Files of Xylopipe that a page cannot begin with, by their format. */
const OTHERS: ReadonlyMap<string, { readonly what: string; readonly hint: string }> = new Map([
  ['xylopipe/config', { what: 'the configuration of a chip', hint: NETWORK_NEEDED }],
  ['xylopipe/specification', { what: 'a specification, mapped or quantized', hint: NETWORK_NEEDED }],
  ['xylopipe/graph', { what: 'the graph of a network', hint: NETWORK_NEEDED }],
  [
    'xylopipe/run',
    { what: 'the recipe of a run', hint: 'give the files that it names; xylopipe run --recipe takes it' },
  ],
  ['xylopipe/evolution', EVOLUTION],
  ['xylopipe/dataset', SET],
]);

/** An archive that cannot be read is left to the reader of rasters, which says why. */
function refuseOtherArrays({ name, bytes }: WorkbenchFile): void {
  const arrays = bytes.length > MOST_BYTES ? [] : arraysOf(bytes);
  if (arrays.includes('raster')) return;
  const other = arrays.includes('spikes_out') ? EVOLUTION : arrays.includes('rasters') ? SET : undefined;
  if (other !== undefined) throw notTaken(name, `is ${other.what}`, other.hint);
}

function arraysOf(bytes: Uint8Array): readonly string[] {
  try {
    return [...npzFromBytes(bytes).keys()];
  } catch (error) {
    if (isXylopipeError(error)) return [];
    throw error;
  }
}

const notTaken = (name: string, what: string, hint: string): XylopipeError =>
  new XylopipeError('FILE_NOT_TAKEN', `${name} ${what}`, { hint });

/**
 * The network in a file: NIR, or JSON of a network or of Rockpool's parameters.
 * @throws FILE_TOO_LARGE, what `networkFromFile`, `readNir`, `importNir` and `networkFromTree` throw.
 */
export async function readNetwork(file: WorkbenchFile, nir: NirReaders): Promise<Checked<Network>> {
  const bytes = bytesOf(file);
  const { value, issues } = isNir(file) ? await networkFromNir(bytes, nir) : networkFromFile(bytes, file.name);
  return { value: networkFromTree(value), issues };
}

/**
 * The raster in a file: `.npy`, `.npz`, `.json`, `.csv` or data of NIR.
 * @param chip - inputs and timestep of the chip, in seconds, where there is a network.
 * @throws FILE_TOO_LARGE, RASTER_EMPTY, what `rasterFromBytes`, `readNirData` and `rasterFromNirData` throw.
 */
export async function readRaster(
  file: WorkbenchFile,
  nir: NirReaders,
  { channels, dt }: { readonly channels?: number | undefined; readonly dt?: number | undefined } = {},
): Promise<Checked<Raster>> {
  const bytes = bytesOf(file);
  const read = isNir(file)
    ? await rasterFromNir(bytes, nir, dt)
    : rasterFromBytes(bytes, { fileName: file.name, channels });
  if (read.value.steps > 0) return read;
  throw new XylopipeError('RASTER_EMPTY', 'the raster has no timesteps', {
    hint: 'give spikes of at least one timestep',
  });
}

function bytesOf({ bytes }: WorkbenchFile): Uint8Array {
  if (bytes.length <= MOST_BYTES) return bytes;
  const message = `the file has ${bytes.length} bytes, a page reads at most ${MOST_BYTES}`;
  throw new XylopipeError('FILE_TOO_LARGE', message, { hint: 'use the command: xylopipe run --report' });
}
