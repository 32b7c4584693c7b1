import type { Box } from '../svg/axis.js';
import { px } from '../svg/text.js';

/** Cells of a grid `(steps, neurons)` that get a mark. */
export interface Cells {
  readonly steps: number;
  readonly neurons: number;
  /** Kind of mark of cell `t * neurons + n`, from 0; -1 for none. */
  readonly kindAt: (cell: number) => number;
}

/** How a kind of mark looks: a stroke of a row, as parts of the row's height from its upper edge. */
export interface MarkKind {
  readonly from: number;
  readonly to: number;
  readonly colour: string;
  readonly opacity: number;
}

/** More marks than this cannot be seen apart: those on the same pixel become one. */
const MOST_APART = 200_000;

/** Marks as one path per kind, neuron 0 on top; within a row, every mark is written relative to the one before. */
export function spikeMarks(cells: Cells, box: Box, kinds: readonly MarkKind[]): string[] {
  const { steps, neurons } = cells;
  if (steps === 0 || neurons === 0) return [];
  const marks = byNeuron(cells);
  const unit = marks.at.length > MOST_APART ? 1 : 0.1;
  return kinds.flatMap((look, kind) => {
    const d = pathOf(kind, look, { steps, neurons, marks, box, unit });
    return d === '' ? [] : [stroke(d, look, box, steps, unit)];
  });
}

/** Marks neuron by neuron; those of neuron `n` are `first[n]` to `first[n + 1]`, in the order of time. */
interface Marks {
  readonly first: Int32Array;
  readonly at: Int32Array;
  readonly kind: Uint8Array;
}

/** Sorts by counting: cells are in the order of time, and there may be ten million. */
function byNeuron({ steps, neurons, kindAt }: Cells): Marks {
  const first = new Int32Array(neurons + 1);
  for (let cell = 0, n = 0; cell < steps * neurons; cell++) {
    if (kindAt(cell) >= 0) first[n + 1] = (first[n + 1] as number) + 1;
    if (++n === neurons) n = 0;
  }
  for (let n = 0; n < neurons; n++) first[n + 1] = (first[n + 1] as number) + (first[n] as number);
  const total = first[neurons] as number;
  const marks = { first, at: new Int32Array(total), kind: new Uint8Array(total) };
  const next = first.slice();
  for (let t = 0, cell = 0; t < steps; t++) {
    for (let n = 0; n < neurons; n++, cell++) {
      const kind = kindAt(cell);
      if (kind < 0) continue;
      const k = next[n] as number;
      next[n] = k + 1;
      marks.at[k] = t;
      marks.kind[k] = kind;
    }
  }
  return marks;
}

interface Page {
  readonly steps: number;
  readonly neurons: number;
  readonly marks: Marks;
  readonly box: Box;
  /** Pixels of a step of the path's whole numbers, which are shorter to write than fractions. */
  readonly unit: number;
}

function pathOf(kind: number, { from, to }: MarkKind, { steps, neurons, marks, box, unit }: Page): string {
  const row = box.height / neurons / unit;
  const length = Math.max(1, Math.round(Math.max(row * (to - from), 1 / unit)));
  const lowest = Math.floor(box.height / unit) - length;
  const column = box.width / steps / unit;
  const drawn = unit < 1 ? undefined : new Set<number>();
  let d = '';
  for (let n = 0; n < neurons; n++) {
    const y = Math.max(0, Math.min(lowest, Math.round((n + from) * row)));
    let x = -1;
    for (let k = marks.first[n] as number; k < (marks.first[n + 1] as number); k++) {
      if (marks.kind[k] !== kind) continue;
      const here = Math.round(((marks.at[k] as number) + 0.5) * column);
      if (here === x) continue;
      if (drawn !== undefined) {
        const pixel = y * 65_536 + here;
        if (drawn.has(pixel)) continue;
        drawn.add(pixel);
      }
      d += x < 0 ? `M${here} ${y}v${length}` : `m${here - x}-${length}v${length}`;
      x = here;
    }
  }
  return d;
}

function stroke(d: string, { colour, opacity }: MarkKind, box: Box, steps: number, unit: number): string {
  const width = Math.min(3, Math.max(0.6, (box.width / steps) * 0.8)) / unit;
  const place = `transform="translate(${px(box.x)} ${px(box.y)}) scale(${unit})"`;
  const faint = opacity < 1 ? ` stroke-opacity="${px(opacity)}"` : '';
  return `<path ${place} d="${d}" fill="none" stroke="${colour}" stroke-width="${px(width)}"${faint}/>`;
}
