import type { PackedSpikes } from './spikes.js';

/** Who has a spike: both runs, the first, the second. Everything is of the first where there is no second. */
export const KIND = { both: 0, onlyA: 1, onlyB: 2 } as const;
export type Kind = (typeof KIND)[keyof typeof KIND];

/** Spikes of one or two runs, sorted by timestep and row, each cell once. */
export interface Marks {
  readonly steps: number;
  readonly rows: number;
  /** Where the marks of each timestep begin, `(T + 1)`. */
  readonly starts: Uint32Array;
  readonly row: Uint32Array;
  /** A {@link Kind} each. */
  readonly kind: Uint8Array;
  /** How many there are of each kind. */
  readonly totals: readonly [both: number, onlyA: number, onlyB: number];
}

/** The spikes of one run; they count as `both`, which is the plain mark. */
export function marksOf(spikes: PackedSpikes): Marks {
  const { steps, rows, starts, row } = spikes;
  return { steps, rows, starts, row, kind: new Uint8Array(row.length), totals: [row.length, 0, 0] };
}

/** The spikes of two runs of as many timesteps and rows. */
export function matchSpikes(a: PackedSpikes, b: PackedSpikes): Marks {
  const starts = new Uint32Array(a.steps + 1);
  const row = new Uint32Array(a.row.length + b.row.length);
  const kind = new Uint8Array(row.length);
  const totals: [number, number, number] = [0, 0, 0];
  let end = 0;
  for (let t = 0; t < a.steps; t++) {
    let i = a.starts[t] as number;
    let j = b.starts[t] as number;
    const lastA = a.starts[t + 1] as number;
    const lastB = b.starts[t + 1] as number;
    while (i < lastA || j < lastB) {
      const rowA = i < lastA ? (a.row[i] as number) : Infinity;
      const rowB = j < lastB ? (b.row[j] as number) : Infinity;
      const who = rowA === rowB ? KIND.both : rowA < rowB ? KIND.onlyA : KIND.onlyB;
      row[end] = Math.min(rowA, rowB);
      kind[end++] = who;
      totals[who]++;
      if (who !== KIND.onlyB) i++;
      if (who !== KIND.onlyA) j++;
    }
    starts[t + 1] = end;
  }
  return { steps: a.steps, rows: a.rows, starts, row: row.slice(0, end), kind: kind.slice(0, end), totals };
}
