import type { Range } from '../range.js';
import { type Axis, axisOf } from './axis.js';
import { KIND, type Kind, type Marks } from './marks.js';
import { type Rgb, STRENGTHS, shadesOf } from './shades.js';
import { firstAtRow } from './spikes.js';

/** What is painted, and how. */
export interface Painting {
  readonly marks: Marks;
  readonly time: Range;
  readonly rows: Range;
  /** By kind. */
  readonly colours: readonly [same: Rgb, moreA: Rgb, moreB: Rgb];
  /** What the strongest marks tend to. */
  readonly ink: Rgb;
  /** Paints only marks of this kind. */
  readonly only?: Kind | undefined;
}

/** What is on each pixel, by kind. */
type Levels = readonly [same: Float32Array, moreA: Float32Array, moreB: Float32Array];

/** Marks of fewer pixels have one shape for all kinds. */
const SHAPED = 4;

/**
 * Paints marks into pixels, row by row from the top. Where a cell is large enough a mark fills it but for a gap; where one
 * run has more spikes, only its upper (first run) or lower half (second). The number of spikes is the strength of the
 * colour, logarithmically; where many cells share a pixel it is their mean, and what differs hides what does not: no
 * difference gets lost.
 */
export class Painter {
  #levels: Levels = [new Float32Array(), new Float32Array(), new Float32Array()];

  /** Replaces all `pixels` (RGBA, little endian), `(height, width)`. */
  paint(pixels: Uint32Array, width: number, height: number, painting: Painting): void {
    const { marks, time, rows, colours, ink } = painting;
    const columns = axisOf(time, marks.steps, width);
    const lines = axisOf(rows, marks.rows, height);
    const levels = this.#cleared(width * height);
    fill(levels, columns, lines, width, painting);
    if (columns.isCrowded || lines.isCrowded) average(levels, columns, lines, width);
    const strength = strengthOf(levels);
    const shades = colours.map((colour) => shadesOf(colour, ink)) as [Uint32Array, Uint32Array, Uint32Array];
    const [same, moreA, moreB] = levels;
    for (let i = 0; i < width * height; i++) {
      const a = moreA[i] as number;
      const b = moreB[i] as number;
      const kind = a === 0 && b === 0 ? KIND.same : a >= b ? KIND.moreA : KIND.moreB;
      const level = kind === KIND.same ? (same[i] as number) : Math.max(a, b);
      pixels[i] = level === 0 ? 0 : (shades[kind][strength(level)] as number);
    }
  }

  #cleared(size: number): Levels {
    if (this.#levels[0].length !== size) {
      this.#levels = [new Float32Array(size), new Float32Array(size), new Float32Array(size)];
    } else {
      for (const levels of this.#levels) levels.fill(0);
    }
    return this.#levels;
  }
}

/** The spikes of the marks on each pixel: all together where they are crowded, else the most. */
function fill(levels: Levels, columns: Axis, lines: Axis, width: number, { marks, only }: Painting): void {
  const isSum = columns.isCrowded || lines.isCrowded;
  for (let t = columns.first; t < columns.end; t++) {
    const left = columns.from[t - columns.first] as number;
    const right = columns.to[t - columns.first] as number;
    const end = marks.starts[t + 1] as number;
    for (let i = firstAtRow(marks, t, lines.first); i < end; i++) {
      const row = (marks.row[i] as number) - lines.first;
      if (row >= lines.from.length) break;
      const kind = marks.kind[i] as Kind;
      if (only !== undefined && kind !== only) continue;
      const top = lines.from[row] as number;
      const bottom = lines.to[row] as number;
      const half = lines.size < SHAPED ? 0 : lines.size >> 1;
      const middle = (lines.at[row] as number) + half;
      const from = kind === KIND.moreB && half > 0 ? Math.max(top, middle) : top;
      const to = kind === KIND.moreA && half > 0 ? Math.min(bottom, middle) : bottom;
      const target = levels[kind];
      const count = Math.abs(marks.count[i] as number);
      for (let y = from; y < to; y++) {
        for (let p = y * width + left, stop = y * width + right; p < stop; p++) {
          const before = target[p] as number;
          target[p] = isSum ? before + count : Math.max(before, count);
        }
      }
    }
  }
}

/** Spikes per cell: pixels on which there is a cell more than on others look no different. */
function average(levels: Levels, columns: Axis, lines: Axis, width: number): void {
  for (const level of levels) {
    for (let p = 0; p < level.length; p++) {
      if (level[p] === 0) continue;
      const cells = (columns.cells[p % width] as number) * (lines.cells[Math.floor(p / width)] as number);
      level[p] = (level[p] as number) / cells;
    }
  }
}

/** The place of a level between the lowest and the highest, logarithmically; in the middle where all are alike. */
function strengthOf(levels: Levels): (level: number) => number {
  let least = Infinity;
  let most = 0;
  for (const list of levels) {
    for (let i = 0; i < list.length; i++) {
      const level = list[i] as number;
      if (level > most) most = level;
      if (level > 0 && level < least) least = level;
    }
  }
  const span = Math.log(most / least);
  if (!(span > 0)) return () => STRENGTHS >> 1;
  return (level) => Math.round((Math.log(level / least) / span) * STRENGTHS);
}
