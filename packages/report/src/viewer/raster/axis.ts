import type { Range } from '../range.js';

/** Where the cells of one axis in sight are drawn, in whole pixels. */
export interface Axis {
  /** The cells in sight, `first` inclusive to `end` exclusive. */
  readonly first: number;
  readonly end: number;
  /** Where each of them begins, also before the edge. */
  readonly at: Int32Array;
  /** The pixels of its mark that are there. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Pixels of a mark. */
  readonly size: number;
  /** Cells on each pixel. */
  readonly cells: Uint32Array;
  /** Whether at least two cells share every pixel. */
  readonly isCrowded: boolean;
}

/** Lays `count` cells, of which those in `range` are shown, on `pixels`. */
export function axisOf(range: Range, count: number, pixels: number): Axis {
  const scale = pixels / (range.to - range.from);
  const first = Math.max(0, Math.floor(range.from));
  const end = Math.max(first, Math.min(count, Math.ceil(range.to)));
  const gap = scale >= 8 ? 2 : scale >= 4 ? 1 : 0;
  const at = new Int32Array(end - first);
  const from = new Int32Array(end - first);
  const to = new Int32Array(end - first);
  const cells = new Uint32Array(pixels);
  // What should be whole may fall short of it by a rounding error.
  const pixelOf = (cell: number): number => Math.floor((cell - range.from) * scale + 1e-6);
  for (let i = 0; i < at.length; i++) {
    const start = pixelOf(first + i);
    // A mark reaches up to the next cell, or the gap before it.
    const next = pixelOf(first + i + 1);
    at[i] = start;
    from[i] = Math.max(0, start);
    to[i] = Math.min(pixels, Math.max(start + 1, next - gap));
    for (let pixel = Math.max(0, start); pixel < Math.min(pixels, Math.max(start + 1, next)); pixel++) {
      (cells[pixel] as number)++;
    }
  }
  const size = Math.max(1, Math.floor(scale) - gap);
  return { first, end, at, from, to, size, cells, isCrowded: scale <= 0.5 };
}
