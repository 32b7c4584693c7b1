import type { LayerComparison, LayerRun, LayerTrace, RunComparison } from '@xylopipe/compare';
import { causeText } from '../cause-text.js';
import { counted, percent } from '../numbers.js';
import { type Box, scale } from '../svg/axis.js';
import { blank, drawn, type FigureOptions, type Sheet, sheetFor } from '../svg/figure.js';
import { fitted, numeral, px, text, textWidth } from '../svg/text.js';
import { bands, bandsHeight } from './bands.js';
import { type Grid, signalOf, timeLabel } from './signal.js';
import { type MarkKind, spikeMarks } from './spike-marks.js';

/** How a comparison is drawn. */
export interface ComparisonFigureOptions extends FigureOptions {
  /** Label of the run that has the first colour and the upper halves, as it has in every figure of a report. Default: that of the first. */
  readonly own?: string | undefined;
}

/** Spikes that both runs have are this faint: those of one alone are to be seen. */
export const BOTH_OPACITY = 0.25;

/**
 * The spikes of two runs over each other, aligned as they were compared, neuron 0 on top: as many spikes in both are a
 * full mark, more in one of them the upper or lower half of one in its colour. The first divergence is marked.
 * @param a - the run that `comparison.a` names, and `b` the other.
 */
export function comparisonFigure(
  a: LayerRun,
  b: LayerRun,
  comparison: RunComparison,
  options: ComparisonFigureOptions = {},
): string {
  const pairs = pairsOf(a, b, comparison);
  const labels = pairs.map(({ compared, ids }) => ({
    name: compared.name,
    detail: `${percent(compared.agreement)} agree`,
    rows: compared.neurons,
    ids,
  }));
  const sheet = sheetFor(
    options,
    `${comparison.a} and ${comparison.b}`,
    (fontSize) => bandsHeight(labels, fontSize) + fontSize * 3.6,
  );
  const steps = Math.max(0, ...pairs.map(({ a: grid }) => grid?.steps ?? 0));
  if (pairs.length === 0) return blank(sheet, 'the runs have no layers in common');
  if (steps === 0) return blank(sheet, 'spikes: not recorded in both runs');

  const swapped = options.own === comparison.b && comparison.a !== comparison.b;
  const key = legend(sheet, comparison, swapped);
  const below = { ...sheet, top: sheet.top + sheet.fontSize * 3.6 };
  const { boxes, frame } = bands(below, labels, steps, timeLabel(a.dt));
  const kinds = kindsOf(sheet, swapped);
  const marks = pairs.flatMap(({ a: first, b: second, compared }, i) => {
    const box = boxes[i] as Box;
    if (first === undefined || second === undefined || first.neurons !== second.neurons) {
      return [
        text(box.x + 8, box.y + box.height / 2 + sheet.fontSize * 0.35, why(first, second), {
          fill: sheet.theme.muted,
        }),
      ];
    }
    const width = (first.steps / steps) * box.width;
    return spikeMarks(overlaid(first, second, compared), { ...box, width }, kinds);
  });
  return drawn(sheet, describe(comparison, pairs), [
    ...frame,
    ...marks,
    ...key,
    ...divergence(comparison, pairs, boxes, steps, below),
  ]);
}

interface Pair {
  readonly compared: LayerComparison;
  readonly ids: readonly number[] | undefined;
  readonly a: Grid | undefined;
  readonly b: Grid | undefined;
}

function pairsOf(a: LayerRun, b: LayerRun, { layers }: RunComparison): readonly Pair[] {
  const layerOf = (run: LayerRun, { name, role }: LayerComparison): LayerTrace | undefined =>
    run.layers.find((one) => one.name === name && one.role === role);
  const spikes = (layer: LayerTrace | undefined): Grid | undefined => layer && signalOf(layer, 'spikes');
  return layers.map((compared) => {
    const [first, second] = [layerOf(a, compared), layerOf(b, compared)];
    return { compared, ids: first?.ids, a: spikes(first), b: spikes(second) };
  });
}

const why = (a: Grid | undefined, b: Grid | undefined): string =>
  a === undefined || b === undefined
    ? 'not recorded in both runs'
    : `${counted(a.neurons, 'neuron')} in one run, ${numeral(b.neurons)} in the other`;

const [BOTH, MORE_A, MORE_B] = [0, 1, 2];

/** `swapped` where the second run is the report's own. */
function kindsOf({ theme }: Sheet, swapped: boolean): readonly MarkKind[] {
  const own = { from: 0.05, to: 0.5, colour: theme.series[0] as string, opacity: 1 };
  const other = { from: 0.5, to: 0.95, colour: theme.series[1] as string, opacity: 1 };
  const both = { from: 0.05, to: 0.95, colour: theme.ink, opacity: BOTH_OPACITY };
  return swapped ? [both, other, own] : [both, own, other];
}

const spikesIn = ({ data }: Grid, cell: number): number => {
  const count = data[cell] ?? 0;
  return Number.isNaN(count) ? 0 : Math.max(count, 0);
};

/** Timestep `t` of the first run and `t + shift` of the second are the same; what was not compared has no mark. */
function overlaid(a: Grid, b: Grid, { shift, steps: compared }: LayerComparison) {
  const { steps, neurons } = a;
  const by = Math.trunc(shift);
  const ahead = by * neurons;
  const from = Math.max(0, -by);
  const first = from * neurons;
  const end = Math.min(steps, b.steps - by, from + compared) * neurons;
  const kindAt = (cell: number): number => {
    if (cell < first || cell >= end) return -1;
    const inA = spikesIn(a, cell);
    const inB = spikesIn(b, cell + ahead);
    if (inA === inB) return inA === 0 ? -1 : BOTH;
    return inA > inB ? MORE_A : MORE_B;
  };
  return { steps, neurons, kindAt };
}

function legend(sheet: Sheet, { a, b }: RunComparison, swapped: boolean): string[] {
  const { fontSize, theme, width, top } = sheet;
  const entries = [
    { kind: BOTH, name: 'as many in both' },
    ...(swapped
      ? [
          { kind: MORE_B, name: `more in ${b}` },
          { kind: MORE_A, name: `more in ${a}` },
        ]
      : [
          { kind: MORE_A, name: `more in ${a}` },
          { kind: MORE_B, name: `more in ${b}` },
        ]),
  ];
  const kinds = kindsOf(sheet, swapped);
  const room = (width - 2 * fontSize) / 3;
  let x = fontSize;
  return entries.flatMap(({ kind, name }) => {
    const { from, to, colour, opacity } = kinds[kind] as MarkKind;
    const label = fitted(name, room - fontSize * 2, fontSize);
    const mark = `<path d="M${px(x + 4)} ${px(top + from * fontSize)}V${px(top + to * fontSize)}" stroke="${colour}" stroke-opacity="${opacity}" stroke-width="3"/>`;
    const entry = text(x + fontSize, top + fontSize * 0.85, label, { fill: theme.ink });
    x += textWidth(label, fontSize) + fontSize * 2.4;
    return [mark, entry];
  });
}

/** A dashed line through all layers at the first difference, its place as a ring, and in words above. */
function divergence(
  { first }: RunComparison,
  pairs: readonly Pair[],
  boxes: readonly Box[],
  steps: number,
  sheet: Sheet,
): string[] {
  const [top, last] = [boxes[0], boxes.at(-1)];
  if (top === undefined || last === undefined) return [];
  const { fontSize, theme } = sheet;
  const line = top.y - fontSize * 0.7;
  if (first === null) return [text(fontSize, line, 'no spike differs', { bold: true })];
  const i = pairs.findIndex(({ compared }) => compared.name === first.layer && compared.role === first.role);
  const [box, rows] = [boxes[i], pairs[i]?.compared.neurons ?? 0];
  const x = scale(0, steps, top.x, top.x + top.width)(Math.min(steps, Math.max(0, first.step + 0.5)) || 0);
  const cause = first.cause === undefined ? '' : `; likely cause: ${causeText(first.cause).name}`;
  const words = `first divergence: step ${numeral(first.step)}, ${first.layer}, neuron ${numeral(first.neuron)} (id ${numeral(first.id)}), ${first.signal} ${numeral(first.a)} and ${numeral(first.b)}${cause}`;
  const row = Math.min(rows - 1, Math.max(0, first.neuron || 0));
  const ring =
    box === undefined || rows === 0
      ? ''
      : `<circle cx="${px(x)}" cy="${px(box.y + ((row + 0.5) / rows) * box.height)}" r="6" fill="none" stroke="${theme.series[1]}" stroke-width="2"/>`;
  return [
    `<path d="M${px(x)} ${px(top.y - 3)}V${px(last.y + last.height)}" stroke="${theme.ink}" stroke-dasharray="2 3"/>`,
    ring,
    text(fontSize, line, fitted(words, sheet.width - 2 * fontSize, fontSize), { bold: true }),
  ];
}

function describe({ a, b, agreement, first }: RunComparison, pairs: readonly Pair[]): string {
  const layers = pairs.map(
    ({ compared: { name, agreement, spikesA, spikesB } }) =>
      `${name} ${percent(agreement)}, ${counted(spikesA, 'spike')} and ${numeral(spikesB)}`,
  );
  const parting =
    first === null ? 'No spike differs' : `They first part in step ${numeral(first.step)} of ${first.layer}`;
  return `Spikes of ${a} and ${b}, ${percent(agreement)} of which agree. ${parting}. ${layers.join('; ')}.`;
}
