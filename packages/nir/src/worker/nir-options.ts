import { XylopipeError } from '@xylopipe/core';
import type { Hdf5Limits } from '../hdf5/hdf5-limits.js';
import type { Compression } from '../hdf5/write-hdf5.js';

/** What a worker may take. */
export interface NirWorkerOptions {
  /** Seconds until the worker is ended. Default 30. */
  readonly timeout?: number | undefined;
  /** MiB that the HDF5 library may grow to, from 32. Default 1024. */
  readonly memory?: number | undefined;
  /** Ends the worker when it fires. */
  readonly signal?: AbortSignal | undefined;
}

/** How to read a file. */
export interface ReadNirOptions extends NirWorkerOptions {
  /** How much the file may hold: see `DEFAULT_LIMITS`. */
  readonly limits?: Partial<Hdf5Limits> | undefined;
}

/** How to write a file. */
export interface WriteNirOptions extends NirWorkerOptions {
  /** Of arrays; default `gzip`, as the Python package does since 1.0.8. */
  readonly compression?: Compression | undefined;
}

/** Timers hold no more milliseconds. */
const MAX_TIMEOUT = (2 ** 31 - 1) / 1000;

/** The options with their defaults. Throws `OPTIONS_INVALID` if one is not what it must be. */
export function workerOptions({ timeout = 30, memory = 1024, signal }: NirWorkerOptions) {
  if (!(timeout > 0 && timeout <= MAX_TIMEOUT)) {
    throw new XylopipeError('OPTIONS_INVALID', `the option "timeout" cannot be ${timeout}`, { hint: 'give seconds' });
  }
  if (!(memory >= 32 && memory <= 4096)) {
    throw new XylopipeError('OPTIONS_INVALID', `the option "memory" cannot be ${memory}`, {
      hint: 'give MiB, 32 to 4096',
    });
  }
  return { timeout, memory, signal };
}
