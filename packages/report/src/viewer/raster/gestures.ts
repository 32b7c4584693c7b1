import { isZoom, wheelFactor } from '../wheel.js';
import { type Cell, cellAt, placeAt, type Viewport } from './hit.js';
import type { RasterState } from './raster-state.js';

/** A rectangle in CSS pixels of the plot. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What the pointer does to a raster: how it is told. */
export interface GestureTarget {
  /** The part of the page that is the plot. */
  readonly plot: HTMLElement;
  readonly state: RasterState;
  viewport(): Viewport;
  /** The rectangle being drawn, `null` once it is done. */
  boxChanged(box: Box | null): void;
  /** A click that was no drag. */
  picked(cell: Cell): void;
}

/** Pixels that a pointer may move within a click. */
const STILL = 4;

/**
 * Wheel, with Ctrl (a pinch) or where the plot has the focus: zooms in time at the pointer, with Shift the rows. Drag: moves. Shift and drag: zooms
 * into a rectangle. Double click: shows all. Click: picks a neuron. Returns what ends that.
 */
export function listenToPointer(target: GestureTarget): () => void {
  const { plot, state } = target;
  let start: { readonly x: number; readonly y: number; readonly view: Viewport; readonly isBox: boolean } | null = null;
  let moved = false;
  const pointOf = (event: MouseEvent): { x: number; y: number } => {
    const bounds = plot.getBoundingClientRect();
    return { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
  };
  const ending = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(type: K, listener: (event: HTMLElementEventMap[K]) => void): void =>
    plot.addEventListener(type, listener, { passive: false, signal: ending.signal });
  on('wheel', (event) => {
    const factor = wheelFactor(event);
    if (!isZoom(event, plot, factor, state.isFull)) return;
    event.preventDefault();
    const { x, y } = pointOf(event);
    const place = placeAt(target.viewport(), x, y);
    if (event.shiftKey) state.zoomRows(factor, place.row);
    else state.time.zoom(factor, place.step);
  });
  on('pointerdown', (event) => {
    if (event.button !== 0) return;
    plot.setPointerCapture(event.pointerId);
    start = { ...pointOf(event), view: target.viewport(), isBox: event.shiftKey };
    moved = false;
  });
  on('pointermove', (event) => {
    const { x, y } = pointOf(event);
    if (start === null) return state.point(cellAt(state.data.marks, target.viewport(), x, y));
    if (Math.hypot(x - start.x, y - start.y) > STILL) moved = true;
    if (!moved) return;
    if (start.isBox) target.boxChanged(boxOf(start, { x, y }, start.view));
    else drag(state, start.view, x - start.x, y - start.y);
  });
  on('pointerup', (event) => {
    if (start === null) return;
    const from = start;
    start = null;
    const { x, y } = pointOf(event);
    if (from.isBox && moved) zoomTo(state, from.view, boxOf(from, { x, y }, from.view));
    target.boxChanged(null);
    // What is clicked on is meant, not what is near.
    const cell = moved ? null : cellAt(state.data.marks, from.view, x, y, 0);
    if (cell !== null) target.picked(cell);
  });
  on('pointercancel', () => {
    start = null;
    target.boxChanged(null);
  });
  on('pointerleave', () => {
    if (start === null) state.point(null);
  });
  on('dblclick', () => state.fit());
  return () => ending.abort();
}

function drag(state: RasterState, view: Viewport, dx: number, dy: number): void {
  const steps = (-dx / view.width) * (view.time.to - view.time.from);
  const rows = (-dy / view.height) * (view.rows.to - view.rows.from);
  state.time.show({ from: view.time.from + steps, to: view.time.to + steps });
  state.showRows({ from: view.rows.from + rows, to: view.rows.to + rows });
}

function zoomTo(state: RasterState, view: Viewport, { x, y, width, height }: Box): void {
  const from = placeAt(view, x, y);
  const to = placeAt(view, x + width, y + height);
  // Hardly any height or width is meant as all of it.
  if (width > STILL) state.time.show({ from: from.step, to: to.step });
  if (height > STILL) state.showRows({ from: from.row, to: to.row });
}

/** Between two points, as far as it is on the plot. */
function boxOf(a: { x: number; y: number }, b: { x: number; y: number }, view: Viewport): Box {
  const clampX = (x: number): number => Math.min(view.width, Math.max(0, x));
  const clampY = (y: number): number => Math.min(view.height, Math.max(0, y));
  const [left, right] = [clampX(Math.min(a.x, b.x)), clampX(Math.max(a.x, b.x))];
  const [top, bottom] = [clampY(Math.min(a.y, b.y)), clampY(Math.max(a.y, b.y))];
  return { x: left, y: top, width: right - left, height: bottom - top };
}
