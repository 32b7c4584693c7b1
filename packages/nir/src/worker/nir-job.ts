import type { Checked } from '@xylopipe/core';
import { decodeNir, encodeNir } from '../codec/nir-codec.js';
import type { Hdf5Library } from '../hdf5/hdf5-library.js';
import type { Hdf5Limits } from '../hdf5/hdf5-limits.js';
import type { Compression } from '../hdf5/write-hdf5.js';
import type { NirFile } from '../model/nir-graph.js';

/** What a worker is to do, once. */
export type NirJob = ReadJob | WriteJob;

interface ReadJob {
  readonly kind: 'read';
  readonly bytes: Uint8Array;
  readonly limits: Partial<Hdf5Limits>;
  /** How far the memory of the library may grow, bytes. */
  readonly memory: number;
}

interface WriteJob {
  readonly kind: 'write';
  readonly file: NirFile;
  readonly compression: Compression;
  readonly memory: number;
}

/** What comes of a job. */
export type NirResult<J extends NirJob> = J extends ReadJob ? Checked<NirFile> : Uint8Array;

export const workOn = (library: Hdf5Library, job: NirJob): NirResult<NirJob> =>
  job.kind === 'read' ? decodeNir(library, job.bytes, job.limits) : encodeNir(library, job.file, job.compression);
