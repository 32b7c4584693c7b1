import { ticks } from 'd3-array';
import type { Range } from './range.js';

/** Round whole numbers in `range`, about `most` of them. */
export function wholeTicks({ from, to }: Range, most: number): readonly number[] {
  return ticks(from, to, Math.max(1, most)).filter((tick) => Number.isInteger(tick) && tick < to);
}
