import { type DeviceConfig, specSizes, type Tensor } from '@xylopipe/core';

/** Neurons of a tile, as in the kernel. */
export const TILE = 64;

/** Which sources lead to which tiles, and how many rows of weights that makes. */
export interface TileRows {
  /** Input channels first, then hidden neurons. */
  readonly sources: number;
  readonly tiles: number;
  /** `[synapse][source][tile]`: 1 where any of the 64 weights is not 0. */
  readonly connected: Uint8Array;
  readonly count: number;
}

/** Finds the rows of 64 weights that are not all 0. Weights to synapses that are switched off do nothing. */
export function tileRowsOf(config: DeviceConfig): TileRows {
  const { inputs, hidden } = specSizes(config);
  const synapses = config.synapse2Enable ? 2 : 1;
  const tiles = Math.ceil(hidden / TILE);
  const sources = inputs + hidden;
  const connected = new Uint8Array(synapses * tiles * sources);
  for (const { weights, first } of matricesOf(config)) {
    eachSlice(weights, synapses, (source, tile, synapse, from, to, stride) => {
      let any = 0;
      for (let k = from; k < to; k += stride) any |= weights.data[k] as number;
      if (any !== 0) connected[(synapse * sources + first + source) * tiles + tile] = 1;
    });
  }
  return { sources, tiles, connected, count: connected.reduce((n, one) => n + one, 0) };
}

interface TileRowArrays {
  readonly rows: Uint32Array;
  readonly weights: Int8Array;
  readonly sourceSynapses: Uint8Array;
}

/** Writes the rows into `weights`, the address of each into `rows`, and into `sourceSynapses` which synapses a source has any to: 1 or 2, or their sum. */
export function writeTileRows(
  config: DeviceConfig,
  { sources, tiles, connected }: TileRows,
  { rows, weights: target, sourceSynapses }: TileRowArrays,
): void {
  let next = 0;
  for (const { weights, first } of matricesOf(config)) {
    eachSlice(weights, config.synapse2Enable ? 2 : 1, (source, tile, synapse, from, to, stride) => {
      const row = (synapse * sources + first + source) * tiles + tile;
      if (connected[row] === 0) return;
      sourceSynapses[first + source] |= 1 << synapse;
      rows[row] = target.byteOffset + next;
      for (let k = from, at = next; k < to; k += stride, at++) target[at] = weights.data[k] as number;
      next += TILE;
    });
  }
}

/** The matrices that lead to hidden neurons, with the number of their first source. */
const matricesOf = (config: DeviceConfig): readonly { weights: Tensor<Int8Array>; first: number }[] => [
  { weights: config.weightsIn, first: 0 },
  { weights: config.weightsRec, first: specSizes(config).inputs },
];

/** Calls back with each source's weights to one synapse of one tile: elements `from` to `to` (exclusive), every `stride`th. */
function eachSlice(
  { shape: [sources = 0, columns = 0, stride = 1] }: Tensor<Int8Array>,
  synapses: number,
  visit: (source: number, tile: number, synapse: number, from: number, to: number, stride: number) => void,
): void {
  for (let source = 0; source < sources; source++) {
    for (let first = 0; first < columns; first += TILE) {
      const from = (source * columns + first) * stride;
      const to = (source * columns + Math.min(first + TILE, columns)) * stride;
      for (let synapse = 0; synapse < Math.min(synapses, stride); synapse++) {
        visit(source, first / TILE, synapse, from + synapse, to, stride);
      }
    }
  }
}
