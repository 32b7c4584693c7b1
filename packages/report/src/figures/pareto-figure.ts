import { counted } from '../numbers.js';
import type { ReportSearch } from '../report-model.js';
import { axisBelow, axisHeight, axisLeft, type Box, extent, niceScale, ticksOf } from '../svg/axis.js';
import { blank, drawn, type FigureOptions, type Sheet, sheetFor } from '../svg/figure.js';
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
  const at = (c: Candidate): readonly [number, number] => [px(x(c.x)), px(y(c.y))];
  const steps = front.map((c, i) => (i === 0 ? `M${at(c).join(' ')}` : `V${at(c)[1]}H${at(c)[0]}`)).join('');
  const dots = shown
    .filter(({ onFront }) => !onFront)
    .map((c) => `M${at(c).join(' ')}m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0`)
    .join('');
  const squares = front.map((c) => `M${at(c).join(' ')}m-4-4h8v8h-8z`).join('');
  const chosen = shown.filter((c) => c.chosen);
  const best = chosen.map((c) => ` Chosen: ${c.label}, ${numeral(c.x)} and ${numeral(c.y)}.`);
  const description = `${counted(shown.length, 'candidate')}, ${numeral(front.length)} of which no other beats${leftOut(candidates.length - shown.length)}.${best.join('')}`;
  return drawn(sheet, description, [
    `<rect x="${px(box.x)}" y="${px(box.y)}" width="${px(box.width)}" height="${px(box.height)}" fill="${theme.shade}"/>`,
    steps === '' ? '' : `<path d="${steps}" fill="none" stroke="${theme.series[1]}" stroke-dasharray="5 3"/>`,
    dots === '' ? '' : `<path d="${dots}" fill="none" stroke="${theme.series[0]}"/>`,
    squares === '' ? '' : `<path d="${squares}" fill="${theme.series[1]}"/>`,
    ...chosen.map((c) => ringed(c.label, at(c), box, sheet)),
    axisBelow(sheet, box, x, { label: xName }),
    axisLeft(sheet, box, y, { label: fitted(yName, height, fontSize) }),
  ]);
}

type Candidate = ReportSearch['candidates'][number];

/** A ring around a point, and its name on the side where there is more room. */
function ringed(label: string, [x, y]: readonly [number, number], box: Box, { fontSize, theme }: Sheet): string {
  const right = x < box.x + box.width / 2;
  const room = (right ? box.x + box.width - x : x - box.x) - 16;
  const line = y - 12 < box.y + fontSize ? y + fontSize * 1.6 : y - 12;
  const name = text(x + (right ? 8 : -8), line, fitted(label, room, fontSize), {
    anchor: right ? undefined : 'end',
    bold: true,
  });
  return `<circle cx="${x}" cy="${y}" r="9" fill="none" stroke="${theme.ink}" stroke-width="2"/>${name}`;
}
