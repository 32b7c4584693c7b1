/** A part of an axis, `from` inclusive to `to` exclusive, in cells (timesteps, rows); not whole while an axis is zoomed. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Fewer cells than this are not worth a whole plot. */
const FEWEST_CELLS = 4;

/** All of an axis; an empty axis is drawn as if it had one cell. */
export const fullRange = (cells: number): Range => ({ from: 0, to: Math.max(1, cells) });

/** `range` moved and shortened until it lies on an axis of `cells`; not shorter than 4 cells, or the axis. */
export function within(range: Range, cells: number): Range {
  const size = Math.max(1, cells);
  const wanted = range.to - range.from;
  if (!Number.isFinite(wanted) || !Number.isFinite(range.from)) return fullRange(cells);
  const span = Math.min(size, Math.max(wanted, Math.min(FEWEST_CELLS, size)));
  // What is too short grows on both sides alike.
  const from = Math.min(Math.max(0, range.from - (span - Math.max(0, wanted)) / 2), size - span);
  // After some zooming it is all but for a rounding error.
  return size - span < size * 1e-9 ? fullRange(cells) : { from, to: from + span };
}

/** `range` shown `factor` times larger; the cell at `anchor` stays where it is. */
export function zoomed(range: Range, factor: number, anchor: number, cells: number): Range {
  const wanted = (range.to - range.from) / factor;
  const span = Math.min(Math.max(1, cells), Math.max(wanted, Math.min(FEWEST_CELLS, cells)));
  const share = (anchor - range.from) / (range.to - range.from);
  const from = anchor - share * span;
  return within({ from, to: from + span }, cells);
}

/** `range` moved by `cells`, at most to an end of the axis. */
export function panned(range: Range, by: number, cells: number): Range {
  return within({ from: range.from + by, to: range.to + by }, cells);
}

/** `range` moved as little as makes cell `cell` lie inside, with some cells around it where there is room. */
export function showing(range: Range, cell: number, cells: number): Range {
  const span = range.to - range.from;
  const margin = Math.min(2, (span - 1) / 2);
  if (cell < range.from + margin) return panned(range, cell - margin - range.from, cells);
  if (cell + 1 > range.to - margin) return panned(range, cell + 1 + margin - range.to, cells);
  return range;
}

/** Whether both are the same part of an axis. */
export const sameRange = (a: Range, b: Range): boolean => a.from === b.from && a.to === b.to;
