import { axisBelow, axisHeight, type Box, scale } from '../svg/axis.js';
import type { Sheet } from '../svg/figure.js';
import { fitted, px, text, textWidth } from '../svg/text.js';

/** What is written to the left of a band. */
export interface BandLabel {
  readonly name: string;
  /** Below the name, where there is room. */
  readonly detail: string;
  readonly rows: number;
  /** Hardware id of each row, from top to bottom. Default: rows count from 0. */
  readonly ids?: readonly number[] | undefined;
}

/** The ids of the first row and the last. */
const endsOf = ({ rows, ids }: BandLabel): readonly [first: string, last: string] => {
  const last = Math.max(0, rows - 1);
  return [String(ids?.[0] ?? 0), String(ids?.[last] ?? last)];
};

/** Pixels that a band of `rows` rows likes to have. */
const bandHeight = (rows: number): number => Math.max(32, Math.min(rows * 7, 24 * Math.log2(rows + 1)));

const GAP = 6;

/** Pixels that bands of these rows like to have, with their axis. */
export const bandsHeight = (bands: readonly { readonly rows: number }[], fontSize: number): number =>
  bands.reduce((sum, { rows }) => sum + bandHeight(rows) + GAP, 0) + axisHeight(fontSize);

/** Rectangles below each other over one axis of time, their labels, and the axis. */
export function bands(
  sheet: Sheet,
  labels: readonly BandLabel[],
  steps: number,
  timeLabel: string,
): { boxes: readonly Box[]; frame: string[] } {
  const { fontSize, theme, width } = sheet;
  const small = fontSize * 0.85;
  const wanted = labels.map(({ name, detail }) => Math.max(textWidth(name, fontSize), textWidth(detail, small)));
  const digits = Math.max(...labels.flatMap((label) => endsOf(label).map((id) => textWidth(id, small)))) + 8;
  const left = Math.min(width * 0.35, fontSize * 1.4 + Math.max(0, ...wanted) + digits + 4);
  const bottom = axisHeight(fontSize);
  const room = Math.max(labels.length * 4, sheet.height - sheet.top - bottom);
  const liked = labels.reduce((sum, { rows }) => sum + bandHeight(rows) + GAP, 0);
  let y = sheet.top;
  const boxes = labels.map(({ rows }) => {
    const height = ((bandHeight(rows) + GAP) / liked) * room;
    const box = { x: left, y, width: width - left - fontSize, height: Math.max(2, height - GAP) };
    y += height;
    return box;
  });
  const frame = labels.flatMap((label, i) => {
    const { name, detail, rows } = label;
    const [first, last] = endsOf(label);
    const box = boxes[i] as Box;
    const textRoom = left - fontSize - digits;
    const two = box.height > fontSize * 2.6;
    const middle = box.y + box.height / 2;
    return [
      `<rect x="${px(box.x)}" y="${px(box.y)}" width="${px(box.width)}" height="${px(box.height)}" fill="${theme.shade}"/>`,
      text(fontSize, middle + (two ? -2 : fontSize * 0.35), fitted(name, textRoom, fontSize)),
      two ? text(fontSize, middle + fontSize, fitted(detail, textRoom, small), { fill: theme.muted, size: small }) : '',
      rows > 1 && box.height > fontSize * 1.9
        ? text(left - 5, box.y + small * 0.8, first, { anchor: 'end', fill: theme.muted, size: small }) +
          text(left - 5, box.y + box.height, last, { anchor: 'end', fill: theme.muted, size: small })
        : '',
    ];
  });
  const all = { x: left, y: sheet.top, width: width - left - fontSize, height: Math.max(2, y - GAP - sheet.top) };
  frame.push(axisBelow(sheet, all, scale(0, steps, all.x, all.x + all.width), { label: timeLabel, whole: true }));
  return { boxes, frame };
}
