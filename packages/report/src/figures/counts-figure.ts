import type { LayerRun, LayerTrace } from '@xylopipe/compare';
import { counted } from '../numbers.js';
import { type Box, scale } from '../svg/axis.js';
import { blank, drawn, type FigureOptions, type Sheet, sheetFor } from '../svg/figure.js';
import { fitted, numeral, px, text, textWidth } from '../svg/text.js';
import { signalOf, spikesPerNeuron } from './signal.js';

/** Parts of the font size, of a lane. */
const LANE = 6;

/** Spikes of every neuron over the whole run, a lane of bars per layer, each in a scale of its own, with sums beside. */
export function countsFigure({ layers }: LayerRun, options: FigureOptions = {}): string {
  const foot = (fontSize: number): number => fontSize * 2.4;
  const sheet = sheetFor(
    options,
    'Spikes per neuron',
    (fontSize) => Math.max(1, layers.length) * fontSize * LANE + foot(fontSize),
  );
  if (layers.length === 0) return blank(sheet, 'no layers');
  const { fontSize, theme, width } = sheet;
  const small = fontSize * 0.85;
  const all = layers.map(countsOf);
  const names = all.flatMap(({ name, facts }) => [
    textWidth(name, fontSize),
    ...facts.map((fact) => textWidth(fact, small)),
  ]);
  const left = Math.min(width * 0.4, fontSize * 1.6 + Math.max(...names));
  const right = fontSize + Math.max(...all.map(({ most }) => textWidth(counted(most, 'spike'), small))) + 6;
  const height = Math.max(2, (sheet.height - sheet.top - foot(fontSize)) / all.length);
  const lanes = all.flatMap((counts, i) =>
    lane(counts, { x: left, y: sheet.top + i * height, width: Math.max(10, width - left - right), height }, sheet),
  );
  const below = text(
    left + (width - left - right) / 2,
    sheet.height - fontSize * 0.7,
    'neurons of the layer, in order',
    {
      anchor: 'middle',
    },
  );
  const description = `${all.map(({ name, facts }) => `${name}: ${facts.join(', ')}`).join('; ')}.`;
  return drawn(sheet, description, [
    ...lanes,
    `<path d="${all.map((_, i) => `M${px(left)} ${px(sheet.top + (i + 1) * height - fontSize)}h${px(Math.max(10, width - left - right))}`).join('')}" stroke="${theme.muted}"/>`,
    below,
  ]);
}

interface Counts {
  readonly name: string;
  /** Spikes of each neuron; absent where they were not recorded. */
  readonly totals: Float64Array | undefined;
  readonly most: number;
  /** In words, a line each. */
  readonly facts: readonly string[];
}

function countsOf(layer: LayerTrace): Counts {
  const spikes = signalOf(layer, 'spikes');
  if (spikes === undefined) return { name: layer.name, totals: undefined, most: 0, facts: ['spikes: not recorded'] };
  const totals = spikesPerNeuron(spikes);
  const sum = totals.reduce((all, n) => all + n, 0);
  const silent = totals.reduce((all, n) => all + (n === 0 ? 1 : 0), 0);
  const facts = [counted(totals.length, 'neuron'), counted(sum, 'spike'), `${numeral(silent)} silent`];
  return { name: layer.name, totals, most: largest(totals), facts };
}

function lane({ name, totals, most, facts }: Counts, room: Box, { fontSize, theme }: Sheet): string[] {
  const box = { ...room, height: Math.max(1, room.height - fontSize) };
  const small = fontSize * 0.85;
  const quiet = { fill: theme.muted, size: small };
  const names = box.x - fontSize * 1.4;
  const lines = room.height < fontSize * 4.2 ? [] : facts;
  const end = box.x + box.width + 6;
  return [
    `<rect x="${px(box.x)}" y="${px(box.y)}" width="${px(box.width)}" height="${px(box.height)}" fill="${theme.shade}"/>`,
    text(fontSize, box.y + fontSize, fitted(name, names, fontSize)),
    ...lines.map((line, k) => text(fontSize, box.y + fontSize * (2.2 + k * 1.1), fitted(line, names, small), quiet)),
    ...(totals === undefined
      ? [text(box.x + 8, box.y + box.height / 2, 'not recorded', quiet)]
      : [
          bars(totals, box, theme.series[0] as string),
          text(end, box.y + small * 0.9, counted(most, 'spike'), quiet),
          text(end, box.y + box.height, '0', quiet),
        ]),
  ];
}

const largest = (totals: Float64Array): number => totals.reduce((most, n) => Math.max(most, n), 0);

/** Bars as one path; where there are more neurons than pixels, the largest of those that share one. */
function bars(totals: Float64Array, box: Box, colour: string): string {
  const count = Math.min(totals.length, Math.max(1, Math.floor(box.width)));
  const wide = box.width / Math.max(1, count);
  const floor = box.y + box.height;
  const y = scale(0, Math.max(1, largest(totals)), floor, box.y);
  let d = '';
  for (let i = 0; i < count; i++) {
    const part = totals.subarray(
      Math.floor((i * totals.length) / count),
      Math.floor(((i + 1) * totals.length) / count),
    );
    const top = y(largest(part));
    if (top < floor) d += `M${px(box.x + (i + 0.5) * wide)} ${px(floor)}V${px(top)}`;
  }
  const thick = px(Math.max(0.6, Math.min(24, wide * 0.8)));
  return d === '' ? '' : `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${thick}"/>`;
}
