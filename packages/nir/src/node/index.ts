import type { Checked } from '@xylopipe/core';
import type { NirGraphData } from '../data/nir-data.js';
import type { NirFile } from '../model/nir-graph.js';
import { readDataInWorker, readInWorker, writeDataInWorker, writeInWorker } from '../worker/files.js';
import type { ReadNirOptions, WriteNirOptions } from '../worker/nir-options.js';
import { startThread } from './start-thread.js';

export type { Compression } from '../hdf5/write-hdf5.js';
export type { NirWorkerOptions, ReadNirOptions, WriteNirOptions } from '../worker/nir-options.js';

/**
 * What the bytes of a `.nir` file hold, with warnings for all that is not kept; read in a thread of its own, which is gone
 * when this settles, whatever the file is.
 * @throws NIR_FILE_INVALID with an issue for everything that is wrong, each at its place from the root node on.
 * @throws NIR_TOO_LARGE if the file declares more than the limits allow, or needs more memory.
 * @throws NIR_TIMEOUT if it takes too long.
 * @throws OPTIONS_INVALID, ABORTED, and WORKER_CRASHED if there can be no thread.
 */
export const readNir = (bytes: Uint8Array, options: ReadNirOptions = {}): Promise<Checked<NirFile>> =>
  readInWorker(bytes, options, startThread);

/**
 * The bytes of a `.nir` file, as the Python package reads and writes them. Reading them gives the same file again, value by
 * value and type by type.
 * @throws NIR_FILE_INVALID with an issue for everything that cannot be written, or that nobody could read.
 * @throws NIR_TOO_LARGE, NIR_TIMEOUT, OPTIONS_INVALID, ABORTED and WORKER_CRASHED as `readNir`.
 */
export const writeNir = (file: NirFile, options: WriteNirOptions = {}): Promise<Uint8Array> =>
  writeInWorker(file, options, startThread);

/**
 * What a file of recorded data (`nir.write_data`) holds, with warnings for all that is not kept; read as `readNir` reads.
 * @throws what `readNir` throws.
 */
export const readNirData = (bytes: Uint8Array, options: ReadNirOptions = {}): Promise<Checked<NirGraphData>> =>
  readDataInWorker(bytes, options, startThread);

/**
 * The bytes of a file of recorded data. Reading them gives the same data again, value by value and type by type.
 * @throws what `writeNir` throws.
 */
export const writeNirData = (data: NirGraphData, options: WriteNirOptions = {}): Promise<Uint8Array> =>
  writeDataInWorker(data, options, startThread);
