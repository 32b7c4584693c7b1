import { type Checked, isXylopipeError, type Raster, unremarkable, XylopipeError } from '@xylopipe/core';
import { jsonFromBytes, networkFromFile, rasterFromBytes } from '@xylopipe/formats';
import type { Network } from '@xylopipe/nn';
import { networkFromTree } from 'xylopipe';

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

/** Spikes by their ending; JSON holds either, and shows which. What is neither is taken for a network, which then says so. */
export function roleOf({ name, bytes }: WorkbenchFile): FileRole {
  if (/\.(npy|npz|csv)(\.gz)?$/i.test(name)) return 'raster';
  if (bytes.length > MOST_BYTES) return 'network';
  try {
    const json = jsonFromBytes(bytes);
    const format = typeof json === 'object' && json !== null && 'format' in json ? json.format : undefined;
    return Array.isArray(json) || format === 'xylopipe/raster' ? 'raster' : 'network';
  } catch (error) {
    if (isXylopipeError(error)) return 'network';
    throw error;
  }
}

/**
 * The network in a file: JSON of a network or of Rockpool's parameters.
 * @throws FILE_TOO_LARGE, what `networkFromFile` and `networkFromTree` throw.
 */
export function readNetwork(file: WorkbenchFile): Checked<Network> {
  const { value, issues } = networkFromFile(bytesOf(file), file.name);
  return { value: networkFromTree(value), issues };
}

/**
 * The raster in a file: `.npy`, `.npz`, `.json` or `.csv`.
 * @param channels - of the network, where there is one.
 * @throws FILE_TOO_LARGE, RASTER_EMPTY, what `rasterFromBytes` throws.
 */
export function readRaster(file: WorkbenchFile, channels?: number): Checked<Raster> {
  const raster = rasterFromBytes(bytesOf(file), { fileName: file.name, channels });
  if (raster.steps > 0) return unremarkable(raster);
  throw new XylopipeError('RASTER_EMPTY', 'the raster has no timesteps', {
    hint: 'give spikes of at least one timestep',
  });
}

function bytesOf({ bytes }: WorkbenchFile): Uint8Array {
  if (bytes.length <= MOST_BYTES) return bytes;
  const message = `the file has ${bytes.length} bytes, a page reads at most ${MOST_BYTES}`;
  throw new XylopipeError('FILE_TOO_LARGE', message, { hint: 'use the command: xylopipe run --report' });
}
