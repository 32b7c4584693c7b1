import { type Checked, type NetworkTree, networkTreeFromJson, unremarkable, XylopipeError } from '@xylopipe/core';
import { jsonFromBytes } from '../bytes/text.js';
import { networkTreeFromRockpool, type RockpoolOptions } from '../rockpool/network-tree-from-rockpool.js';

/** How HDF5 files begin, and with them NIR files. */
const HDF5 = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * Reads a network from JSON, gzipped or not: a bare tree, `{"format": "xylopipe/network", …}`, or a Rockpool parameter file.
 * Which of them it is shows in the file; `fileName` is for messages, the architecture for Rockpool's files.
 * @throws FORMAT_UNSUPPORTED for NIR; NETWORK_INVALID, ROCKPOOL_INVALID, and what `jsonFromBytes` throws.
 */
export function networkFromFile(
  bytes: Uint8Array,
  fileName: string,
  options: RockpoolOptions = {},
): Checked<NetworkTree> {
  if (HDF5.every((byte, i) => bytes[i] === byte)) {
    throw new XylopipeError('FORMAT_UNSUPPORTED', 'NIR files (HDF5) are not read here', {
      who: fileName,
      hint: 'read it with readNetwork of xylopipe/node, or make JSON of it: xylopipe import model.nir --out network.json',
    });
  }
  const json = jsonFromBytes(bytes);
  const isTree = typeof json !== 'object' || json === null || Array.isArray(json) || 'type' in json || 'format' in json;
  if (isTree) return unremarkable(networkTreeFromJson(json));
  const { value, issues } = networkTreeFromRockpool(json, options);
  return { value, issues };
}
