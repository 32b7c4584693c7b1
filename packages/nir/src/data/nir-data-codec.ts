import { type Checked, type Issue, refuseOnErrors, XylopipeError } from '@xylopipe/core';
import type { Hdf5Library } from '../hdf5/hdf5-library.js';
import type { Hdf5Limits } from '../hdf5/hdf5-limits.js';
import { readHdf5 } from '../hdf5/read-hdf5.js';
import { type Compression, writeHdf5 } from '../hdf5/write-hdf5.js';
import { checkNirData } from './check-nir-data.js';
import { decodeGraphData } from './decode-nir-data.js';
import { encodeGraphData } from './encode-nir-data.js';
import type { NirGraphData } from './nir-data.js';

/**
 * What a file of recorded data holds, with warnings for all that is not kept. Runs the HDF5 library where it is called: for
 * files from elsewhere take `readNirData`, which does this in a worker that can be ended.
 * @param library - what `ready` of the package h5wasm resolves to. After an error it is of no use any more.
 * @param limits - how much the file may hold.
 * @throws NIR_FILE_INVALID with an issue for everything that is wrong, each at its place in the file.
 * @throws NIR_TOO_LARGE if the file declares more than the limits allow.
 * @throws OPTIONS_INVALID for limits that are none.
 */
export function decodeNirData(
  library: Hdf5Library,
  bytes: Uint8Array,
  limits: Partial<Hdf5Limits> = {},
): Checked<NirGraphData> {
  const tree = readHdf5(library, bytes, limits, true);
  if (tree.members.has('node')) {
    throw new XylopipeError('NIR_FILE_INVALID', 'the file holds a graph, and no data', {
      hint: 'it is a network: give recorded data, or read it with readNir',
    });
  }
  const issues: Issue[] = [];
  const data = decodeGraphData(tree, issues);
  refuseOnErrors(issues, 'NIR_FILE_INVALID', 'this is no valid file of NIR data');
  const value = data as NirGraphData;
  refuseOnErrors(checkNirData(value), 'NIR_FILE_INVALID', 'this is no valid file of NIR data');
  return { value, issues };
}

/**
 * The bytes of a file of recorded data, as the Python package has them. Reading them gives the same data again, value by value
 * and type by type.
 * @param library - what `ready` of the package h5wasm resolves to.
 * @param compression - of arrays; default `gzip`, as the Python package does.
 * @throws NIR_FILE_INVALID with an issue for everything that is wrong, or cannot be written.
 */
export function encodeNirData(library: Hdf5Library, data: NirGraphData, compression?: Compression): Uint8Array {
  refuseOnErrors(checkNirData(data), 'NIR_FILE_INVALID', 'this makes no valid file of NIR data');
  return writeHdf5(library, encodeGraphData(data), compression);
}
