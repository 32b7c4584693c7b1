import { counted } from '../numbers.js';
import type { ReportSearch } from '../report-model.js';
import { axisBelow, axisHeight, axisLeft, extent, niceScale, ticksOf } from '../svg/axis.js';
import { blank, drawn, type FigureOptions, sheetFor } from '../svg/figure.js';
import { fitted, numeral, px, text, textWidth } from '../svg/text.js';
import { leftOut } from './signal.js';

/** Candidates of a search: those that no other beats are squares on a line, the chosen one is ringed and named. */
export function paretoFigure({ axes, candidates }: ReportSearch, options: FigureOptions = {}): string {
  const [xName, yName] = axes;
  const sheet = sheetFor(options, `${yName} against ${xName}`, () => 360);
  const shown = candidates.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  const xs = extent(shown.map(({ x }) => x));
  const ys = extent(shown.map(({ y }) => y));
  if (xs === undefined || ys === undefined) return blank(sheet, 'candidates: not recorded');

  const { fontSize, theme, width } = sheet;
  const height = Math.max(10, sheet.height - sheet.top - axisHeight(fontSize) - fontSize * 0.5);
  const y = niceScale(...ys, sheet.top + height - 8, sheet.top + 8);
  const digits = Math.max(
    ...ticksOf(y, height / (fontSize * 2.5), false).map((v) => textWidth(numeral(v), fontSize * 0.9)),
  );
  const box = {
    x: fontSize * 2.6 + digits,
    y: sheet.top,
    width: Math.max(10, width - digits - fontSize * 4.2),
    height,
  };
  const x = niceScale(...xs, box.x + 8, box.x + box.width - 8);
  const front = shown.filter(({ onFront }) => onFront).sort((a, b) => a.x - b.x || b.y - a.y);
  const line = front
    .map((c, i) => (i === 0 ? `M${px(x(c.x))} ${px(y(c.y))}` : `V${px(y(c.y))}H${px(x(c.x))}`))
    .join('');
  const dots = shown
    .filter(({ onFront }) => !onFront)
    .map((c) => `M${px(x(c.x))} ${px(y(c.y))}m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0`)
    .join('');
  const squares = front.map((c) => `M${px(x(c.x) - 4)} ${px(y(c.y) - 4)}h8v8h-8z`).join('');
  const chosen = shown.filter((candidate) => candidate.chosen).map((c) => named(c.label, x(c.x), y(c.y)));
  function named(label: string, cx: number, cy: number): string {
    const right = cx < box.x + box.width / 2;
    const room = right ? box.x + box.width - cx - 16 : cx - box.x - 16;
    const place = { anchor: right ? undefined : ('end' as const), bold: true };
    const above = cy - 12 < box.y + fontSize ? cy + fontSize * 1.6 : cy - 12;
    return `<circle cx="${px(cx)}" cy="${px(cy)}" r="9" fill="none" stroke="${theme.ink}" stroke-width="2"/>${text(cx + (right ? 8 : -8), above, fitted(label, room, fontSize), place)}`;
  }
  const best = shown
    .filter((candidate) => candidate.chosen)
    .map((c) => ` Chosen: ${c.label}, ${numeral(c.x)} and ${numeral(c.y)}.`);
  const description = `${counted(shown.length, 'candidate')}, ${numeral(front.length)} of which no other beats${leftOut(candidates.length - shown.length)}.${best.join('')}`;
  return drawn(sheet, description, [
    `<rect x="${px(box.x)}" y="${px(box.y)}" width="${px(box.width)}" height="${px(box.height)}" fill="${theme.shade}"/>`,
    line === '' ? '' : `<path d="${line}" fill="none" stroke="${theme.series[1]}" stroke-dasharray="5 3"/>`,
    dots === '' ? '' : `<path d="${dots}" fill="none" stroke="${theme.series[0]}"/>`,
    squares === '' ? '' : `<path d="${squares}" fill="${theme.series[1]}"/>`,
    ...chosen,
    axisBelow(sheet, box, x, { label: xName }),
    axisLeft(sheet, box, y, { label: fitted(yName, height, fontSize) }),
  ]);
}
