import type { LayerRun } from '@xylopipe/compare';
import { counted } from '../numbers.js';
import { type Box, scale } from '../svg/axis.js';
import { blank, drawn, type FigureOptions, sheetFor } from '../svg/figure.js';
import { fitted, numeral, px, text, textWidth } from '../svg/text.js';
import { signalOf, spikesPerNeuron } from './signal.js';

const LANE = 6;

/** Spikes of every neuron over the whole run, a lane of bars per layer, each in a scale of its own, with sums beside. */
export function countsFigure(run: LayerRun, options: FigureOptions = {}): string {
  const { layers } = run;
  const sheet = sheetFor(
    options,
    'Spikes per neuron',
    (fontSize) => Math.max(1, layers.length) * fontSize * LANE + fontSize * 2.4,
  );
  if (layers.length === 0) return blank(sheet, 'no layers');
  const { fontSize, theme, width } = sheet;
  const small = fontSize * 0.85;
  const rows = layers.map((layer) => {
    const spikes = signalOf(layer, 'spikes');
    const totals = spikes === undefined ? undefined : spikesPerNeuron(spikes);
    return { name: layer.name, totals, lines: totals === undefined ? ['spikes: not recorded'] : facts(totals) };
  });
  const labels = Math.max(
    ...rows.flatMap(({ name, lines }) => [textWidth(name, fontSize), ...lines.map((line) => textWidth(line, small))]),
  );
  const left = Math.min(width * 0.4, fontSize * 1.6 + labels);
  const right = fontSize + Math.max(...rows.map(({ totals = [] }) => textWidth(numeral(largest(totals)), small))) + 6;
  const lane = Math.max(2, (sheet.height - sheet.top - fontSize * 2.4) / rows.length);
  const marks = rows.flatMap(({ name, totals, lines }, i) => {
    const box = {
      x: left,
      y: sheet.top + i * lane,
      width: Math.max(10, width - left - right),
      height: Math.max(1, lane - fontSize),
    };
    const room = left - fontSize * 1.4;
    return [
      `<rect x="${px(box.x)}" y="${px(box.y)}" width="${px(box.width)}" height="${px(box.height)}" fill="${theme.shade}"/>`,
      text(fontSize, box.y + fontSize, fitted(name, room, fontSize)),
      ...(lane < fontSize * 4.2
        ? []
        : lines.map((line, k) =>
            text(fontSize, box.y + fontSize * (2.2 + k * 1.1), fitted(line, room, small), {
              fill: theme.muted,
              size: small,
            }),
          )),
      ...(totals === undefined
        ? [text(box.x + 8, box.y + box.height / 2, 'not recorded', { fill: theme.muted })]
        : laneMarks(totals, box, theme.series[0] as string)),
      totals === undefined || totals.length === 0
        ? ''
        : text(box.x + box.width + 6, box.y + small * 0.9, numeral(largest(totals)), {
            fill: theme.muted,
            size: small,
          }),
      text(box.x + box.width + 6, box.y + box.height, '0', { fill: theme.muted, size: small }),
    ];
  });
  marks.push(
    text(left + (width - left - right) / 2, sheet.height - fontSize * 0.7, 'neurons of the layer, in order', {
      anchor: 'middle',
    }),
  );
  return drawn(sheet, `${rows.map(({ name, lines }) => `${name}: ${lines.join(', ')}`).join('; ')}.`, marks);
}

function facts(totals: Float64Array): readonly string[] {
  const sum = totals.reduce((all, n) => all + n, 0);
  const silent = totals.reduce((all, n) => all + (n === 0 ? 1 : 0), 0);
  return [counted(totals.length, 'neuron'), counted(sum, 'spike'), `${numeral(silent)} silent`];
}

const largest = (totals: ArrayLike<number>): number => {
  let most = 0;
  for (let n = 0; n < totals.length; n++) most = Math.max(most, totals[n] as number);
  return most;
};

/** Bars as one path; where there are more neurons than pixels, the largest of those that share one. A dot below is a silent neuron. */
function laneMarks(totals: Float64Array, box: Box, colour: string): string[] {
  if (totals.length === 0) return [];
  const bars = Math.min(totals.length, Math.max(1, Math.floor(box.width)));
  const wide = box.width / bars;
  const y = scale(0, Math.max(1, largest(totals)), box.y + box.height, box.y);
  let d = '';
  for (let i = 0; i < bars; i++) {
    const part = totals.subarray(Math.floor((i * totals.length) / bars), Math.floor(((i + 1) * totals.length) / bars));
    const top = y(Math.max(0, largest(part)));
    if (top < box.y + box.height) d += `M${px(box.x + (i + 0.5) * wide)} ${px(box.y + box.height)}V${px(top)}`;
  }
  return [
    `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${px(Math.max(0.6, Math.min(24, wide * 0.8)))}"/>`,
  ];
}
