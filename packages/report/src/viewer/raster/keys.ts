import { timeKey, ZOOM } from '../time-keys.js';
import { type Cell, neighbourMark } from './hit.js';
import type { RasterState } from './raster-state.js';

/** Share of what is in sight that an arrow moves by. */
const PAN = 0.2;

/**
 * What a key does to a raster: arrows move, with Shift they move the crosshair; `+` and `-` zoom (with Alt the rows), `0`
 * shows all, `n` and `p` go to the next and the previous spike of the neuron, `d` to the divergence.
 * Returns whether the key means something.
 */
export function rasterKey(
  state: RasterState,
  event: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'altKey'>,
): boolean {
  const direction = ARROWS[event.key];
  const { from, to } = state.rows;
  if (direction !== undefined && event.shiftKey) moveCrosshair(state, direction);
  else if (event.key === 'ArrowUp') state.panRows(-PAN * (to - from));
  else if (event.key === 'ArrowDown') state.panRows(PAN * (to - from));
  else if (event.altKey) return zoomRowsBy(state, event);
  else if (event.key === '0') state.fit();
  else if (event.key === 'n') visit(state, neighbourMark(state.data.marks, crosshair(state), 1));
  else if (event.key === 'p') visit(state, neighbourMark(state.data.marks, crosshair(state), -1));
  else if (event.key === 'd') visit(state, state.divergence);
  else return timeKey(state.time, event);
  return true;
}

/** By the place of the key: with Alt, or Option, it may write something else. */
function zoomRowsBy(state: RasterState, { key, code }: Pick<KeyboardEvent, 'key' | 'code'>): boolean {
  const isIn = key === '+' || key === '=' || code === 'Equal' || code === 'NumpadAdd';
  if (!isIn && key !== '-' && code !== 'Minus' && code !== 'NumpadSubtract') return false;
  const { from, to } = state.rows;
  state.zoomRows(isIn ? ZOOM : 1 / ZOOM, state.row ?? (from + to) / 2);
  return true;
}

type Direction = readonly [steps: number, rows: number];

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function moveCrosshair(state: RasterState, [steps, rows]: Direction): void {
  const { marks } = state.data;
  if (marks.steps === 0 || marks.rows === 0) return;
  const { step, row } = crosshair(state);
  const clamp = (value: number, size: number): number => Math.min(size - 1, Math.max(0, value));
  const isNew = state.cell === null;
  state.visit({
    step: clamp(isNew ? step : step + steps, marks.steps),
    row: clamp(isNew ? row : row + rows, marks.rows),
  });
}

/** Where the crosshair is, or comes up: in the middle of what is in sight. */
function crosshair(state: RasterState): Cell {
  const { range, cursor } = state.time;
  return {
    step: cursor ?? Math.floor((range.from + range.to) / 2),
    row: state.row ?? Math.floor((state.rows.from + state.rows.to) / 2),
  };
}

function visit(state: RasterState, cell: Cell | null): void {
  if (cell !== null) state.visit(cell);
}
