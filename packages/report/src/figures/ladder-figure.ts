import type { Approximation, Explanation, MainCause, Rung } from '@xylopipe/compare';
import { causeText } from '../cause-text.js';
import { percent } from '../numbers.js';
import { axisBelow, axisHeight, type Scale, scale } from '../svg/axis.js';
import { blank, drawn, type FigureOptions, type Sheet, sheetFor } from '../svg/figure.js';
import { fitted, px, text, textWidth } from '../svg/text.js';
import { namesBefore } from './bars.js';

/** Parts of the font size: a rung has two lanes, and a gap to the next. */
const [LANE, GAP, KEY] = [1.3, 0.7, 1.9];

/** What a rung comes to, for all layers or for the outputs alone. */
interface Lane {
  readonly agreement: number;
  readonly before: number;
  readonly without: number | undefined;
  /** What it costs, where nothing costs more. */
  readonly most: number | undefined;
}

/**
 * Agreement with the float network as the approximations of a chip are added one by one, a bar for all layers and one
 * for the outputs, with what each lost; a stroke marks the chip that is without this one. What costs most is in bold.
 */
export function ladderFigure({ rungs, main, outputMain }: Explanation, options: FigureOptions = {}): string {
  const sheet = sheetFor(
    options,
    'Agreement with the float network, approximation by approximation',
    (fontSize) => (Math.max(1, rungs.length) * (2 * LANE + GAP) + KEY) * fontSize + axisHeight(fontSize),
  );
  if (rungs.length === 0) return blank(sheet, 'approximations: not recorded');
  const { fontSize, width, theme } = sheet;
  const small = fontSize * 0.85;
  const lanes = rungs.map((rung, i) => lanesOf(rung, rungs[i - 1], main, outputMain));
  const names = rungs.map(({ approximation }, i) => `${i === 0 ? '' : '+ '}${causeText(approximation).name}`);
  // What costs most is bold, and wider.
  const values = lanes.flat().map((lane) => textWidth(told(lane), small) * (lane.most === undefined ? 1 : 1.15));
  const left = Math.min(width * 0.3, fontSize * 1.2 + Math.max(...names.map((name) => textWidth(name, fontSize))));
  const right = Math.min(width * 0.5, fontSize + 8 + Math.max(...values));
  const top = sheet.top + KEY * fontSize;
  const box = {
    x: left,
    y: top,
    width: Math.max(10, width - left - right),
    height: Math.max(rungs.length, sheet.height - top - axisHeight(fontSize)),
  };
  const x = scale(0, 1, box.x, box.x + box.width);
  const rung = box.height / rungs.length;
  const height = (rung * LANE) / (2 * LANE + GAP);
  const written = namesBefore(
    names,
    left - 8,
    names.map((_, i) => top + i * rung + height),
    left - fontSize,
    fontSize,
  );
  const marks = lanes.flatMap((pair, i) => {
    const y = top + i * rung;
    return [
      ...pair.flatMap((lane, k) => {
        const room = { x: box.x, y: y + k * height, width: box.width, height: height * 0.86 };
        const base = room.y + room.height / 2 + small * 0.35;
        const style = { size: small, bold: lane.most !== undefined };
        return [
          `<rect x="${px(room.x)}" y="${px(room.y)}" width="${px(room.width)}" height="${px(room.height)}" fill="${theme.shade}"/>`,
          bar(lane, x, room, theme.series[k] as string),
          stroke(lane.without, x, room, theme.ink),
          text(box.x + box.width + 8, base, fitted(told(lane), right - 10, small), style),
        ];
      }),
    ];
  });
  const axis = { label: 'agreement with float', format: (share: number) => percent(share).replace('.0', '') };
  return drawn(sheet, describe(rungs, main, outputMain), [
    ...key(sheet),
    ...written,
    ...marks,
    axisBelow(sheet, { ...box, height: box.height - (rung * GAP) / (2 * LANE + GAP) / 2 }, x, axis),
  ]);
}

function lanesOf(
  { approximation, agreement, outputAgreement, without, outputWithout }: Rung,
  before: Rung | undefined,
  main: Explanation['main'],
  outputMain: Explanation['outputMain'],
): readonly [all: Lane, outputs: Lane] {
  return [
    { agreement, before: before?.agreement ?? 1, without, most: lostTo(approximation, main) },
    {
      agreement: outputAgreement,
      before: before?.outputAgreement ?? 1,
      without: outputWithout,
      most: lostTo(approximation, outputMain),
    },
  ];
}

const lostTo = (approximation: Approximation, main: MainCause | null | undefined): number | undefined =>
  main?.cause === approximation ? main.lost : undefined;

/** Agreement, what this rung changed, and what it costs in all where that is the most. */
function told({ agreement, before, most }: Lane): string {
  const change = (agreement - before) * 100;
  const size = Math.abs(change).toFixed(1);
  const sign = size === '0.0' ? '±' : change > 0 ? '+' : '−';
  const changed = Number.isFinite(change) && Math.abs(change) < 1e6 ? ` (${sign}${size})` : '';
  return `${percent(agreement)}${changed}${most === undefined ? '' : ` ◀ most: ${percent(most)}`}`;
}

interface Room {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

const end = (share: number, x: Scale): number => x(Math.min(1, Math.max(0, share)));

const bar = ({ agreement }: Lane, x: Scale, { x: from, y, height }: Room, colour: string): string =>
  Number.isFinite(agreement)
    ? `<rect x="${px(from)}" y="${px(y)}" width="${px(end(agreement, x) - from)}" height="${px(height)}" fill="${colour}"/>`
    : '';

const stroke = (share: number | undefined, x: Scale, { y, height }: Room, colour: string): string =>
  share !== undefined && Number.isFinite(share)
    ? `<path d="M${px(end(share, x))} ${px(y - 1)}v${px(height + 2)}" stroke="${colour}" stroke-width="2.5"/>`
    : '';

/** What bars and strokes are, above them. */
function key({ fontSize, theme, top, width }: Sheet): string[] {
  const entries = [
    ['all layers', theme.series[0], 10],
    ['outputs', theme.series[1], 10],
    ['without this one', theme.ink, 2.5],
  ] as const;
  let x = fontSize;
  return entries.flatMap(([name, colour, wide]) => {
    const label = fitted(name, width - x - fontSize * 2, fontSize);
    const swatch = `<rect x="${px(x)}" y="${px(top)}" width="${wide}" height="${px(fontSize)}" fill="${colour}"/>`;
    const entry = text(x + wide + 5, top + fontSize * 0.85, label);
    x += wide + 5 + textWidth(label, fontSize) + fontSize * 1.2;
    return label === '' ? [] : [swatch, entry];
  });
}

function describe(rungs: readonly Rung[], main: Explanation['main'], outputMain: Explanation['outputMain']): string {
  const lines = rungs.map(
    ({ approximation, agreement, outputAgreement }) =>
      `with ${causeText(approximation).name} ${percent(agreement)}, outputs ${percent(outputAgreement)}`,
  );
  const most = (who: string, found: MainCause | null | undefined): string =>
    found ? ` ${causeText(found.cause).name} costs ${who} most, ${percent(found.lost)}.` : '';
  return `Agreement ${lines.join('; ')}.${most('all layers', main)}${most('the outputs', outputMain)}`;
}
