import type { TensorData } from '@xylopipe/core';

/** Spikes of a raster, sorted by timestep and then by row: what is drawn and searched. */
export interface PackedSpikes {
  readonly steps: number;
  readonly rows: number;
  /** Where the spikes of each timestep begin, `(T + 1)`. */
  readonly starts: Uint32Array;
  /** Row of each spike. */
  readonly row: Uint32Array;
  /** Count of each spike event, above 0 as a rule. */
  readonly value: Float32Array;
  /** Cells that hold no number, which are drawn as if they were 0. */
  readonly notFinite: number;
}

/** Dense counts of one layer, `(T, N)`, and where they belong. */
export interface DenseSpikes {
  readonly data: TensorData;
  readonly neurons: number;
  readonly firstRow: number;
  /** Timesteps that it is behind; drawn that much earlier. */
  readonly shift: number;
}

/** Packs layers, given in the order of their rows; what falls before the first or after the last timestep is left out. */
export function packSpikes(layers: readonly DenseSpikes[], steps: number, rows: number): PackedSpikes {
  const starts = new Uint32Array(steps + 1);
  let notFinite = 0;
  for (const { data, neurons, shift } of layers) {
    const first = Math.max(0, shift) * neurons;
    const last = Math.min(data.length, (steps + shift) * neurons);
    for (let i = first, n = 0, t = Math.max(0, -shift) + 1; i < last; i++) {
      const value = data[i] as number;
      if (value !== 0) {
        if (Number.isFinite(value)) (starts[t] as number)++;
        else notFinite++;
      }
      if (++n === neurons) {
        n = 0;
        t++;
      }
    }
  }
  for (let t = 0; t < steps; t++) (starts[t + 1] as number) += starts[t] as number;
  const row = new Uint32Array(starts[steps] ?? 0);
  const value = new Float32Array(row.length);
  const next = starts.slice();
  for (const layer of layers) fill(layer, steps, next, row, value);
  return { steps, rows, starts, row, value, notFinite };
}

function fill(layer: DenseSpikes, steps: number, next: Uint32Array, row: Uint32Array, value: Float32Array): void {
  const { data, neurons, firstRow, shift } = layer;
  const first = Math.max(0, shift) * neurons;
  const last = Math.min(data.length, (steps + shift) * neurons);
  for (let i = first, n = 0, t = Math.max(0, -shift); i < last; i++) {
    const count = data[i] as number;
    if (count !== 0 && Number.isFinite(count)) {
      const at = next[t] as number;
      row[at] = firstRow + n;
      value[at] = count;
      next[t] = at + 1;
    }
    if (++n === neurons) {
      n = 0;
      t++;
    }
  }
}

/** Index of the first spike of timestep `step` in a row from `row` on; that of the next timestep if there is none. */
export function firstAtRow({ starts, row }: Pick<PackedSpikes, 'starts' | 'row'>, step: number, from: number): number {
  let low = starts[step] as number;
  let high = starts[step + 1] as number;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((row[middle] as number) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Count in a cell, 0 where there is no spike. */
export function valueAt(spikes: PackedSpikes, step: number, row: number): number {
  if (step < 0 || step >= spikes.steps) return 0;
  const at = firstAtRow(spikes, step, row);
  const hit = at < (spikes.starts[step + 1] as number) && spikes.row[at] === row;
  return hit ? (spikes.value[at] as number) : 0;
}
