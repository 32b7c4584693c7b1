import type { Range } from '../range.js';
import type { Marks } from './marks.js';
import { firstAtRow } from './spikes.js';

/** A cell of a raster. */
export interface Cell {
  readonly step: number;
  readonly row: number;
}

/** The part of a raster that lies on a rectangle, in CSS pixels. */
export interface Viewport {
  readonly time: Range;
  readonly rows: Range;
  readonly width: number;
  readonly height: number;
}

/** Where a cell is drawn: its left upper corner and size. */
export function cellBox(view: Viewport, { step, row }: Cell): { x: number; y: number; width: number; height: number } {
  const width = view.width / (view.time.to - view.time.from);
  const height = view.height / (view.rows.to - view.rows.from);
  return { x: (step - view.time.from) * width, y: (row - view.rows.from) * height, width, height };
}

/** The place on both axes, not whole, that lies at a point of the rectangle. */
export function placeAt(view: Viewport, x: number, y: number): Cell {
  const { time, rows } = view;
  return {
    step: time.from + (x / view.width) * (time.to - time.from),
    row: rows.from + (y / view.height) * (rows.to - rows.from),
  };
}

/**
 * What is meant at a point: of the row that is there, the timestep with a mark whose middle is nearest, if one is within
 * `reach` pixels, else the cell at that point; `null` outside of the raster.
 */
export function cellAt(marks: Marks, view: Viewport, x: number, y: number, reach = 6): Cell | null {
  if (x < 0 || y < 0 || x >= view.width || y >= view.height) return null;
  const place = placeAt(view, x, y);
  const under = { step: Math.floor(place.step), row: Math.floor(place.row) };
  if (under.step >= marks.steps || under.row >= marks.rows) return null;
  const { width } = cellBox(view, under);
  // A mark fills its cell: in large cells only the own one counts.
  const most = Math.ceil(Math.max(0, reach - width / 2) / width);
  let best = under;
  let bestDistance = Math.max(reach, width / 2);
  for (let step = Math.max(0, under.step - most); step <= Math.min(marks.steps - 1, under.step + most); step++) {
    const cell = { step, row: under.row };
    const distance = step === under.step ? 0 : Math.abs(step + 0.5 - place.step) * width;
    if (distance > bestDistance || !hasMark(marks, cell)) continue;
    best = cell;
    bestDistance = distance;
  }
  return best;
}

function hasMark(marks: Marks, { step, row }: Cell): boolean {
  const at = firstAtRow(marks, step, row);
  return at < (marks.starts[step + 1] as number) && marks.row[at] === row;
}

/** The next mark in the row of a cell, later (`1`) or earlier (`-1`); `null` where there is none. */
export function neighbourMark(marks: Marks, { step, row }: Cell, direction: 1 | -1): Cell | null {
  for (let t = step + direction; t >= 0 && t < marks.steps; t += direction) {
    if (hasMark(marks, { step: t, row })) return { step: t, row };
  }
  return null;
}
