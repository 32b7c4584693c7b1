import { type Checked, XylopipeError } from '@xylopipe/core';
import { limitsFrom } from '../hdf5/hdf5-limits.js';
import { refuseFileSize } from '../hdf5/read-hdf5.js';
import type { NirFile } from '../model/nir-graph.js';
import { type ReadNirOptions, type WriteNirOptions, workerOptions } from './nir-options.js';
import { runJob, type StartWorker } from './run-job.js';

/** `readNir` on any kind of worker. */
export async function readInWorker(
  bytes: Uint8Array,
  { limits = {}, ...options }: ReadNirOptions,
  start: StartWorker,
): Promise<Checked<NirFile>> {
  const { memory, ...rest } = workerOptions(options);
  if (!(bytes instanceof Uint8Array)) {
    throw new XylopipeError('NIR_FILE_INVALID', 'a file is given as a Uint8Array', {
      hint: 'wrap it: new Uint8Array(buffer)',
    });
  }
  // Before the worker gets a copy.
  refuseFileSize(bytes, limitsFrom(limits));
  return runJob({ kind: 'read', bytes, limits, memory: memory * 2 ** 20 }, start, rest);
}

/** `writeNir` on any kind of worker. */
export async function writeInWorker(
  file: NirFile,
  { compression = 'gzip', ...options }: WriteNirOptions,
  start: StartWorker,
): Promise<Uint8Array> {
  const { memory, ...rest } = workerOptions(options);
  if (compression !== 'gzip' && compression !== 'none') {
    throw new XylopipeError('OPTIONS_INVALID', `the option "compression" cannot be ${String(compression)}`, {
      hint: `give 'gzip' or 'none'`,
    });
  }
  return runJob({ kind: 'write', file, compression, memory: memory * 2 ** 20 }, start, rest);
}
