import { type AxisOptions, axisBelow, axisHeight, type Box, type Scale } from '../svg/axis.js';
import { drawn, type Sheet } from '../svg/figure.js';
import { fitted, px, text, textWidth, wrapped } from '../svg/text.js';

/** A horizontal bar: `mark` draws it into its lane. */
export interface Bar {
  readonly name: string;
  /** Written behind the lane. */
  readonly value: string;
  readonly mark: (x: Scale, lane: Box) => string;
}

/** Pixels that bars below each other like to have, with their axis. */
export const barsHeight = (bars: number, fontSize: number): number => bars * fontSize * 2 + axisHeight(fontSize);

/** Names that end at `x`, each in the middle of its lane; where one is too long for `room`, all are smaller, in up to two lines. */
export function namesBefore(
  names: readonly string[],
  x: number,
  middles: readonly number[],
  room: number,
  fontSize: number,
): readonly string[] {
  const fit = names.every((name) => textWidth(name, fontSize) <= room);
  const size = fit ? fontSize : fontSize * 0.85;
  return names.flatMap((name, k) => {
    const lines = wrapped(name, room, size);
    const first = (middles[k] as number) + size * (0.35 - (lines.length - 1) / 2);
    return lines.map((line, i) => text(x, first + i * size, line, { anchor: 'end', size }));
  });
}

/** A figure of bars below each other with names before and values behind; `scaleOf` gets the pixels between which bars lie. */
export function barsFigure(
  sheet: Sheet,
  bars: readonly Bar[],
  scaleOf: (from: number, to: number) => Scale,
  axis: AxisOptions,
  description: string,
): string {
  const { fontSize, width, theme } = sheet;
  const names = Math.max(...bars.map(({ name }) => textWidth(name, fontSize)));
  const values = Math.max(...bars.map(({ value }) => textWidth(value, fontSize)));
  const left = Math.min(width * 0.35, fontSize * 1.2 + names);
  const right = Math.min(width * 0.42, fontSize * 1.4 + values);
  const box = {
    x: left,
    y: sheet.top,
    width: Math.max(10, width - left - right),
    height: Math.max(bars.length, sheet.height - sheet.top - axisHeight(fontSize)),
  };
  const x = scaleOf(box.x, box.x + box.width);
  const lane = box.height / bars.length;
  const written = namesBefore(
    bars.map(({ name }) => name),
    left - 8,
    bars.map((_, i) => box.y + (i + 0.5) * lane),
    left - fontSize,
    fontSize,
  );
  const marks = bars.flatMap(({ value, mark }, i) => {
    const y = box.y + i * lane;
    const base = y + lane / 2 + fontSize * 0.35;
    return [
      `<rect x="${px(box.x)}" y="${px(y + lane * 0.15)}" width="${px(box.width)}" height="${px(lane * 0.7)}" fill="${theme.shade}"/>`,
      mark(x, { x: box.x, y: y + lane * 0.15, width: box.width, height: lane * 0.7 }),
      text(box.x + box.width + 8, base, fitted(value, right - fontSize, fontSize)),
    ];
  });
  return drawn(sheet, description, [...written, ...marks, axisBelow(sheet, box, x, axis)]);
}
