import { type Checked, type Issue, refuseOnErrors } from '@xylopipe/core';
import type { Hdf5Library } from '../hdf5/hdf5-library.js';
import type { Hdf5Limits } from '../hdf5/hdf5-limits.js';
import { group, type RawGroup, text } from '../hdf5/raw-tree.js';
import { readHdf5 } from '../hdf5/read-hdf5.js';
import { type Compression, writeHdf5 } from '../hdf5/write-hdf5.js';
import type { NirFile, NirNode } from '../model/nir-graph.js';
import { checkNodes } from '../model/node-check.js';
import { decodeNode } from './decode-node.js';
import { encodeNode } from './encode-node.js';
import { describe, fault, lost } from './fields.js';

/**
 * What the bytes of a `.nir` file hold, with warnings for all that is not kept. Runs the HDF5 library where it is called:
 * for files from elsewhere take `readNir`, which does this in a worker that can be ended.
 * @param library - what `ready` of the package h5wasm resolves to. After an error it is of no use any more.
 * @param limits - how much the file may hold.
 * @throws NIR_FILE_INVALID with an issue for everything that is wrong, each at its place from the root node on.
 * @throws NIR_TOO_LARGE if the file declares more than the limits allow.
 * @throws OPTIONS_INVALID for limits that are none.
 */
export function decodeNir(library: Hdf5Library, bytes: Uint8Array, limits: Partial<Hdf5Limits> = {}): Checked<NirFile> {
  const tree = readHdf5(library, bytes, limits);
  const issues: Issue[] = [];
  const version = versionIn(tree, issues);
  const root = rootIn(tree, issues);
  for (const [name, raw] of tree.members) {
    if (name !== 'version' && name !== 'node') issues.push(lost([name], raw, 'NIR files have a version and a node'));
  }
  refuseOnErrors(issues, 'NIR_FILE_INVALID', 'this is no valid NIR file');
  return { value: { version, root: root as NirNode }, issues };
}

/**
 * The bytes of a `.nir` file, as the Python package reads and writes them. Reading them gives the same file again, value by
 * value and type by type.
 * @param library - what `ready` of the package h5wasm resolves to.
 * @param compression - of arrays; default `gzip`, as the Python package does since 1.0.8.
 * @throws NIR_FILE_INVALID with an issue for everything that cannot be written, or that nobody could read.
 */
export function encodeNir(library: Hdf5Library, { version, root }: NirFile, compression?: Compression): Uint8Array {
  refuseOnErrors(checkNodes(root), 'NIR_FILE_INVALID', 'this makes no valid NIR file');
  const tree = group([
    ['version', text(version)],
    ['node', encodeNode(root)],
  ]);
  return writeHdf5(library, tree, compression);
}

function versionIn({ members }: RawGroup, issues: Issue[]): string {
  const version = members.get('version');
  if (version?.kind === 'strings' && version.values.length === 1) return version.values[0] as string;
  const found = version === undefined ? 'says nothing of its version' : `calls its version ${describe(version)}`;
  issues.push({ code: 'NIR_VERSION_MISSING', severity: 'warning', at: ['version'], message: `the file ${found}` });
  return '';
}

function rootIn({ members }: RawGroup, issues: Issue[]): NirNode | undefined {
  const node = members.get('node');
  if (node !== undefined) return decodeNode(node, [], issues);
  const isData = members.has('nodes');
  const hint = isData
    ? 'it looks like recorded data (NIRGraphData): give the file of the graph, or read it with readNirData'
    : undefined;
  issues.push(fault('NIR_FIELD_MISSING', ['node'], 'the file holds no node', hint));
  return undefined;
}
