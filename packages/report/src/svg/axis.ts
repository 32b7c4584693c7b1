import { nice, ticks } from 'd3-array';
import { readable } from '../numbers.js';
import type { Sheet } from './figure.js';
import { fitted, px, text, textWidth } from './text.js';

/** A rectangle on a sheet, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** From values to pixels. */
export interface Scale {
  (value: number): number;
  readonly low: number;
  readonly high: number;
}

/** Beyond this, differences of values are no numbers any more. */
const FURTHEST = 1e300;

/** Parts of the values themselves: in a smaller range, floating point has too few steps left for ticks. */
const NARROWEST = 1e-9;

const held = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** A linear scale. An empty range of values, or one too narrow, is widened; values outside of it are put at its ends. */
export function scale(low: number, high: number, from: number, to: number): Scale {
  const [a, b] = [low, high].map((value) => held(value, -FURTHEST, FURTHEST)) as [number, number];
  const least = NARROWEST * Math.max(Math.abs(a), Math.abs(b), 1e-280);
  const end = b - a > least ? b : a + Math.max(1, Math.abs(a));
  return Object.assign((value: number) => from + ((held(value, a, end) - a) / (end - a)) * (to - from), {
    low: a,
    high: end,
  });
}

/** A linear scale that ends at round values. */
export function niceScale(low: number, high: number, from: number, to: number): Scale {
  const raw = scale(low, high, from, to);
  const [a, b] = nice(raw.low, raw.high, 5);
  return Number.isFinite(a) && Number.isFinite(b) ? scale(a, b, from, to) : raw;
}

/** Smallest and largest of the finite values, `undefined` where there are none. */
export function extent(values: Iterable<number>): readonly [low: number, high: number] | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low > high ? undefined : [low, high];
}

/** Round values of a scale, at most about `most`, only whole ones where `whole`. */
export function ticksOf({ low, high }: Scale, most: number, whole: boolean): readonly number[] {
  const found = ticks(low, high, Math.max(1, most));
  const shown = whole ? found.filter(Number.isInteger) : found;
  return shown.length > 0 ? shown : [low];
}

/** How an axis is written. */
export interface AxisOptions {
  readonly label: string;
  readonly whole?: boolean | undefined;
  readonly format?: ((value: number) => string) | undefined;
}

/** An axis below `box`: ticks, their values, and what they are. */
export function axisBelow(
  sheet: Sheet,
  box: Box,
  x: Scale,
  { label, whole = false, format = readable }: AxisOptions,
): string {
  const { fontSize, theme } = sheet;
  const bottom = box.y + box.height;
  const size = fontSize * 0.9;
  const most = Math.max(1, Math.floor(box.width / (fontSize * 6)));
  const at = ticksOf(x, most, whole);
  const path = at.map((v) => `M${px(x(v))} ${px(bottom)}v4`).join('');
  const labels = at.map((v) => {
    const inside = within(sheet.width, x(v), textWidth(format(v), size));
    return text(inside, bottom + 5 + fontSize, format(v), { anchor: 'middle', fill: theme.muted, size });
  });
  const name = fitted(label, sheet.width - 4, fontSize);
  const middle = within(sheet.width, box.x + box.width / 2, textWidth(name, fontSize));
  return [
    `<path d="M${px(box.x)} ${px(bottom)}h${px(box.width)}${path}" fill="none" stroke="${theme.muted}"/>`,
    ...labels,
    text(middle, bottom + 8 + fontSize * 2.2, name, { anchor: 'middle' }),
  ].join('\n');
}

/** The middle of a text that would be at `x`, moved so that it stays on a sheet of `width`. */
const within = (width: number, x: number, length: number): number =>
  held(x, Math.min(width, length) / 2 + 2, width - length / 2 - 2);

/** Height that `axisBelow` needs below its box. */
export const axisHeight = (fontSize: number): number => 8 + fontSize * 2.9;

/** An axis to the left of `box`, its name turned. */
export function axisLeft(
  sheet: Sheet,
  box: Box,
  y: Scale,
  { label, whole = false, format = readable }: AxisOptions,
): string {
  const { fontSize, theme } = sheet;
  const size = fontSize * 0.9;
  const at = ticksOf(y, Math.max(1, Math.floor(box.height / (fontSize * 2.5))), whole);
  const path = at.map((v) => `M${px(box.x)} ${px(y(v))}h-4`).join('');
  return [
    `<path d="M${px(box.x)} ${px(box.y)}v${px(box.height)}${path}" fill="none" stroke="${theme.muted}"/>`,
    ...at.map((v) => text(box.x - 7, y(v) + fontSize * 0.33, format(v), { anchor: 'end', fill: theme.muted, size })),
    label === '' ? '' : text(fontSize * 1.2, box.y + box.height / 2, label, { anchor: 'middle', turned: -90 }),
  ].join('\n');
}
