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
  /** Sum of all counts. */
  readonly total: number;
  /** Cells that hold no number, which are drawn as if they were 0. */
  readonly notFinite: number;
}

/** Dense counts of one layer, `(T, N)`, and where they belong. */
export interface DenseSpikes {
  readonly data: ArrayLike<number>;
  readonly neurons: number;
  readonly firstRow: number;
  /** Timesteps that it is behind; drawn that much earlier. */
  readonly shift: number;
}

/** Packs layers, given in the order of their rows; what falls before the first or after the last timestep is left out. */
export function packSpikes(layers: readonly DenseSpikes[], steps: number, rows: number): PackedSpikes {
  const found = layers.map((layer) => cellsOf(layer, steps));
  const starts = new Uint32Array(steps + 1);
  for (const [index, { cells }] of found.entries()) {
    const { neurons, shift } = layers[index] as DenseSpikes;
    for (const cell of cells) (starts[Math.floor(cell / neurons) - shift + 1] as number)++;
  }
  for (let t = 0; t < steps; t++) (starts[t + 1] as number) += starts[t] as number;
  const row = new Uint32Array(starts[steps] as number);
  const value = new Float32Array(row.length);
  const next = starts.slice();
  let total = 0;
  for (const [index, { cells }] of found.entries()) {
    const { data, neurons, shift, firstRow } = layers[index] as DenseSpikes;
    for (const cell of cells) {
      const t = Math.floor(cell / neurons) - shift;
      const at = next[t] as number;
      row[at] = firstRow + (cell % neurons);
      value[at] = data[cell] as number;
      total += data[cell] as number;
      next[t] = at + 1;
    }
  }
  const notFinite = found.reduce((sum, cells) => sum + cells.notFinite, 0);
  return { steps, rows, starts, row, value, total, notFinite };
}

/** Indices of the cells of a layer that hold a spike and are drawn, ascending. */
function cellsOf({ data, neurons, shift }: DenseSpikes, steps: number): { cells: Uint32Array; notFinite: number } {
  let cells = new Uint32Array(1024);
  let count = 0;
  let notFinite = 0;
  const last = Math.min(data.length, (steps + shift) * neurons);
  for (let i = Math.max(0, shift) * neurons; i < last; i++) {
    const value = data[i] as number;
    if (value === 0) continue;
    if (!Number.isFinite(value)) {
      notFinite++;
      continue;
    }
    if (count === cells.length) {
      const larger = new Uint32Array(2 * count);
      larger.set(cells);
      cells = larger;
    }
    cells[count++] = i;
  }
  return { cells: cells.subarray(0, count), notFinite };
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
