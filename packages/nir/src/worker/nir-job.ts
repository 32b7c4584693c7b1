import type { Checked } from '@xylopipe/core';
import { decodeNir, encodeNir } from '../codec/nir-codec.js';
import type { NirGraphData } from '../data/nir-data.js';
import { decodeNirData, encodeNirData } from '../data/nir-data-codec.js';
import type { Hdf5Library } from '../hdf5/hdf5-library.js';
import type { Hdf5Limits } from '../hdf5/hdf5-limits.js';
import type { Compression } from '../hdf5/write-hdf5.js';
import type { NirFile } from '../model/nir-graph.js';

/** What a worker is to do, once. */
export type NirJob = ReadJob<'read'> | ReadJob<'readData'> | WriteJob;

interface JobCommon {
  /** How far the memory of the library may grow, bytes. */
  readonly memory: number;
}

/** Reading of a graph, or of data. */
export interface ReadJob<K extends 'read' | 'readData'> extends JobCommon {
  readonly kind: K;
  readonly bytes: Uint8Array;
  readonly limits: Partial<Hdf5Limits>;
}

/** Writing of a graph, or of data. */
type WriteJob = JobCommon & { readonly compression: Compression } & (
    | { readonly kind: 'write'; readonly file: NirFile }
    | { readonly kind: 'writeData'; readonly data: NirGraphData }
  );

/** What comes of a job. */
export type NirResult<J extends NirJob> =
  J extends ReadJob<'read'> ? Checked<NirFile> : J extends ReadJob<'readData'> ? Checked<NirGraphData> : Uint8Array;

export function workOn(library: Hdf5Library, job: NirJob): NirResult<NirJob> {
  switch (job.kind) {
    case 'read':
      return decodeNir(library, job.bytes, job.limits);
    case 'readData':
      return decodeNirData(library, job.bytes, job.limits);
    case 'write':
      return encodeNir(library, job.file, job.compression);
    case 'writeData':
      return encodeNirData(library, job.data, job.compression);
  }
}
