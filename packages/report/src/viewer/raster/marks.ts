import type { PackedSpikes } from './spikes.js';

/** Who has more spikes: none of both runs, the first, the second. Everything is `same` where there is no second. */
export const KIND = { same: 0, moreA: 1, moreB: 2 } as const;
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
  /** What a mark stands for: as many spikes, or so many more. */
  readonly count: Float32Array;
  /** How many there are of each kind. */
  readonly totals: readonly [same: number, moreA: number, moreB: number];
}

/** The spikes of one run; they count as `same`, which is the plain mark. */
export function marksOf(spikes: PackedSpikes): Marks {
  const { steps, rows, starts, row, value } = spikes;
  return { steps, rows, starts, row, kind: new Uint8Array(row.length), count: value, totals: [row.length, 0, 0] };
}

/** The spikes of two runs of as many timesteps and rows, cell by cell by their number. */
export function matchSpikes(a: PackedSpikes, b: PackedSpikes): Marks {
  const starts = new Uint32Array(a.steps + 1);
  const row = new Uint32Array(a.row.length + b.row.length);
  const kind = new Uint8Array(row.length);
  const count = new Float32Array(row.length);
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
      const inA = rowA <= rowB ? (a.value[i++] as number) : 0;
      const inB = rowB <= rowA ? (b.value[j++] as number) : 0;
      const who = inA === inB ? KIND.same : inA > inB ? KIND.moreA : KIND.moreB;
      row[end] = Math.min(rowA, rowB);
      count[end] = who === KIND.same ? inA : Math.abs(inA - inB);
      kind[end++] = who;
      totals[who]++;
    }
    starts[t + 1] = end;
  }
  const { steps, rows } = a;
  return { steps, rows, starts, row: row.slice(0, end), kind: kind.slice(0, end), count: count.slice(0, end), totals };
}
