import { type Checked, XylopipeError } from '@xylopipe/core';
import type { NirGraphData } from '../data/nir-data.js';
import { limitsFrom } from '../hdf5/hdf5-limits.js';
import { refuseFileSize } from '../hdf5/read-hdf5.js';
import type { NirFile } from '../model/nir-graph.js';
import type { ReadJob } from './nir-job.js';
import { type ReadNirOptions, type WriteNirOptions, workerOptions } from './nir-options.js';
import { runJob, type StartWorker } from './run-job.js';

/** `readNir` on any kind of worker. */
export async function readInWorker(
  bytes: Uint8Array,
  options: ReadNirOptions,
  start: StartWorker,
): Promise<Checked<NirFile>> {
  const { job, ...rest } = readJob('read', bytes, options);
  return runJob(job, start, rest);
}

/** `readNirData` on any kind of worker. */
export async function readDataInWorker(
  bytes: Uint8Array,
  options: ReadNirOptions,
  start: StartWorker,
): Promise<Checked<NirGraphData>> {
  const { job, ...rest } = readJob('readData', bytes, options);
  return runJob(job, start, rest);
}

/** `writeNir` on any kind of worker. */
export async function writeInWorker(file: NirFile, options: WriteNirOptions, start: StartWorker): Promise<Uint8Array> {
  const { job, ...rest } = writeOptions(options);
  return runJob({ kind: 'write', file, ...job }, start, rest);
}

/** `writeNirData` on any kind of worker. */
export async function writeDataInWorker(
  data: NirGraphData,
  options: WriteNirOptions,
  start: StartWorker,
): Promise<Uint8Array> {
  const { job, ...rest } = writeOptions(options);
  return runJob({ kind: 'writeData', data, ...job }, start, rest);
}

function readJob<K extends 'read' | 'readData'>(
  kind: K,
  bytes: Uint8Array,
  { limits = {}, ...options }: ReadNirOptions,
) {
  const { memory, ...rest } = workerOptions(options);
  if (!(bytes instanceof Uint8Array)) {
    throw new XylopipeError('NIR_FILE_INVALID', 'a file is given as a Uint8Array', {
      hint: 'wrap it: new Uint8Array(buffer)',
    });
  }
  // Before the worker gets a copy.
  refuseFileSize(bytes, limitsFrom(limits));
  const job: ReadJob<K> = { kind, bytes, limits, memory: memory * 2 ** 20 };
  return { job, ...rest };
}

function writeOptions({ compression = 'gzip', ...options }: WriteNirOptions) {
  const { memory, ...rest } = workerOptions(options);
  if (compression !== 'gzip' && compression !== 'none') {
    throw new XylopipeError('OPTIONS_INVALID', `the option "compression" cannot be ${String(compression)}`, {
      hint: `give 'gzip' or 'none'`,
    });
  }
  return { job: { compression, memory: memory * 2 ** 20 }, ...rest };
}
