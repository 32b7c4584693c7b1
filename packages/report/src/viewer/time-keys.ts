import type { TimeWindow } from './time-window.js';

/** How much larger one step of zoom makes things. */
export const ZOOM = 1.5;

/** Share of what is in sight that an arrow moves by. */
const PAN = 0.2;

/**
 * What a key does to the time that is shown: left and right move, with Shift they move the cursor; `+` and `-` zoom at the
 * cursor, `0` shows all. Returns whether the key means something.
 */
export function timeKey(time: TimeWindow, { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): boolean {
  const { from, to } = time.range;
  const direction = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
  if (direction !== 0 && shiftKey) moveCursor(time, direction);
  else if (direction !== 0) time.pan(direction * PAN * (to - from));
  else if (key === '+' || key === '=') time.zoom(ZOOM, time.cursor ?? undefined);
  else if (key === '-') time.zoom(1 / ZOOM, time.cursor ?? undefined);
  else if (key === '0') time.fit();
  else return false;
  return true;
}

function moveCursor(time: TimeWindow, by: number): void {
  if (time.steps === 0) return;
  const { from, to } = time.range;
  const step = time.cursor === null ? Math.floor((from + to) / 2) : time.cursor + by;
  time.visit(Math.min(time.steps - 1, Math.max(0, step)));
}
