import type { Range } from '../range.js';
import type { Kind, Marks } from './marks.js';
import { firstAtRow } from './spikes.js';

/** Red, green and blue, 0 to 255 each. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** What is painted, and how. */
export interface Painting {
  readonly marks: Marks;
  readonly time: Range;
  readonly rows: Range;
  /** By kind. */
  readonly colours: readonly [both: Rgb, onlyA: Rgb, onlyB: Rgb];
  /** Paints only marks of this kind. */
  readonly only?: Kind | undefined;
}

/** Marks per pixel, by kind. */
type Counts = readonly [both: Uint32Array, onlyA: Uint32Array, onlyB: Uint32Array];

/** Marks of fewer pixels have one shape for all kinds. */
const SHAPED = 4;

/** Opacity of a pixel with the fewest marks: enough to be seen on its own. */
const FAINTEST = 0.45;

/**
 * Paints marks into pixels, row by row from the top. Where a cell is large enough a mark fills it but for a gap; those
 * of one run alone only its upper (first run) or lower half (second). Where many cells share a pixel, the number of marks
 * in it is its opacity, logarithmically, and those of one run alone hide those of both: no difference gets lost.
 */
export class Painter {
  #counts: Counts = [new Uint32Array(), new Uint32Array(), new Uint32Array()];

  /** Replaces all `pixels` (RGBA, little endian), `(height, width)`. */
  paint(pixels: Uint32Array, width: number, height: number, painting: Painting): void {
    const counts = this.#cleared(width * height);
    count(counts, width, height, painting);
    const most = largest(counts);
    const tables = painting.colours.map((colour) => shades(colour, most)) as [Uint32Array, Uint32Array, Uint32Array];
    const [both, onlyA, onlyB] = counts;
    for (let i = 0; i < width * height; i++) {
      const a = onlyA[i] as number;
      const b = onlyB[i] as number;
      if (a === 0 && b === 0) pixels[i] = tables[0][both[i] as number] as number;
      else pixels[i] = (a >= b ? tables[1][a] : tables[2][b]) as number;
    }
  }

  #cleared(size: number): Counts {
    if (this.#counts[0].length !== size) {
      this.#counts = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)];
    } else {
      for (const counts of this.#counts) counts.fill(0);
    }
    return this.#counts;
  }
}

function count(counts: Counts, width: number, height: number, painting: Painting): void {
  const { marks, time, rows, only } = painting;
  const scaleX = width / (time.to - time.from);
  const scaleY = height / (rows.to - rows.from);
  const markWidth = extent(scaleX);
  const markHeight = extent(scaleY);
  const half = markHeight < SHAPED ? 0 : markHeight >> 1;
  const firstRow = Math.max(0, Math.floor(rows.from));
  const lastStep = Math.min(marks.steps, Math.ceil(time.to));
  for (let t = Math.max(0, Math.floor(time.from)); t < lastStep; t++) {
    const x = Math.floor((t - time.from) * scaleX);
    const left = Math.max(0, x);
    const right = Math.min(width, x + markWidth);
    const end = marks.starts[t + 1] as number;
    for (let i = firstAtRow(marks, t, firstRow); i < end; i++) {
      const row = marks.row[i] as number;
      if (row >= rows.to) break;
      const kind = marks.kind[i] as Kind;
      if (only !== undefined && kind !== only) continue;
      const y = Math.floor((row - rows.from) * scaleY);
      const top = Math.max(0, kind === 2 ? y + half : y);
      const bottom = Math.min(height, kind === 1 && half > 0 ? y + half : y + markHeight);
      const target = counts[kind];
      for (let py = top; py < bottom; py++) {
        for (let p = py * width + left, stop = py * width + right; p < stop; p++) (target[p] as number)++;
      }
    }
  }
}

/** Pixels of a mark in a cell of `pixels`: neighbours stay apart where there is room. */
const extent = (pixels: number): number => Math.max(1, Math.floor(pixels) - (pixels >= 8 ? 2 : pixels >= 4 ? 1 : 0));

function largest(counts: Counts): number {
  let most = 1;
  for (const list of counts) {
    for (let i = 0; i < list.length; i++) if ((list[i] as number) > most) most = list[i] as number;
  }
  return most;
}

/** The pixel for each number of marks up to `most`. */
function shades([red, green, blue]: Rgb, most: number): Uint32Array {
  return Uint32Array.from({ length: most + 1 }, (_, n) => {
    if (n === 0) return 0;
    const opacity = most === 1 ? 1 : FAINTEST + (1 - FAINTEST) * (Math.log(n) / Math.log(most));
    return ((Math.round(opacity * 255) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  });
}
