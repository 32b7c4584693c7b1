import type { TimeWindow } from '../time-window.js';
import { isZoom, wheelFactor } from '../wheel.js';

/** Wheel, with Ctrl or where the plot has the focus, zooms, drag moves, double click shows all, the pointer moves the cursor. Returns what ends that. */
export function listenToTime(plot: HTMLElement, time: TimeWindow): () => void {
  let start: { readonly x: number; readonly from: number; readonly to: number } | null = null;
  const stepAt = (event: MouseEvent): number => {
    const { left, width } = plot.getBoundingClientRect();
    return time.range.from + ((event.clientX - left) / width) * (time.range.to - time.range.from);
  };
  const ending = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(type: K, listener: (event: HTMLElementEventMap[K]) => void): void =>
    plot.addEventListener(type, listener, { passive: false, signal: ending.signal });
  on('wheel', (event) => {
    const factor = wheelFactor(event);
    if (!isZoom(event, plot, factor, time.isFull)) return;
    event.preventDefault();
    time.zoom(factor, stepAt(event));
  });
  on('pointerdown', (event) => {
    if (event.button !== 0) return;
    plot.setPointerCapture(event.pointerId);
    start = { x: event.clientX, ...time.range };
  });
  on('pointermove', (event) => {
    if (start === null) return time.point(stepAt(event));
    const by = ((start.x - event.clientX) / plot.clientWidth) * (start.to - start.from);
    time.show({ from: start.from + by, to: start.to + by });
  });
  for (const type of ['pointerup', 'pointercancel'] as const) {
    on(type, () => {
      start = null;
    });
  }
  on('pointerleave', () => {
    if (start === null) time.point(null);
  });
  on('dblclick', () => time.fit());
  return () => ending.abort();
}
