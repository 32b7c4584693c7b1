import { formatIssue, isPlain, printable } from '@xylopipe/core';
import type { LayerComparison, LayerDivergence, RunComparison } from './run-comparison.js';

/** A comparison of runs as text: the verdict, a table with a line per layer, silent neurons, the first divergence, issues. */
export function formatRunComparison(comparison: RunComparison): string {
  const { a, b, agreement, output, layers, first, issues } = comparison;
  const outputs = layers.some(({ role }) => role === 'output') ? `, of the outputs ${percent(output.agreement)}` : '';
  const lines = [`${a} and ${b} agree in ${percent(agreement)} of their spikes${outputs}`];
  if (layers.length > 0) lines.push(...table([headOf(a, b), ...layers.map(row)]).map((line) => `  ${line}`));
  for (const { name, fellSilent } of layers) {
    if (fellSilent.length > 0) lines.push(`in layer ${named(name)}, ${b} has no spike of ${neuronsOf(fellSilent)}`);
  }
  if (first !== null) lines.push(`they part ${formatDivergence(first, a, b)}`);
  return [...lines.map(printable), ...issues.map(formatIssue)].join('\n');
}

/** Where two runs differ, as part of a sentence. */
export function formatDivergence(at: LayerDivergence, a: string, b: string): string {
  const when = at.step === at.stepB ? `at timestep ${at.step}` : `at timestep ${at.step} (${at.stepB} of ${b})`;
  const what = `${at.signal} of neuron ${at.neuron} (id ${at.id}) of layer ${named(at.layer)}`;
  const why = at.cause === undefined ? '' : `; likely cause: ${at.cause}`;
  return `${when}: ${what} is ${short(at.a)} in ${a} and ${short(at.b)} in ${b}${why}`;
}

const headOf = (a: string, b: string): readonly string[] => [
  'layer',
  'neurons',
  'shift',
  'agreement',
  `spikes of ${a}`,
  `spikes of ${b}`,
  'van Rossum',
  'Victor-Purpura',
];

const row = (layer: LayerComparison): readonly string[] => [
  named(layer.name),
  `${layer.neurons}`,
  `${layer.shift}`,
  percent(layer.agreement),
  `${layer.spikesA}`,
  `${layer.spikesB}`,
  short(layer.vanRossum),
  short(layer.victorPurpura),
];

/** A name in one line, whatever it is. */
const named = (name: string): string => (isPlain(name) ? name : JSON.stringify(name));

/** Columns of one width, the first to the left, numbers to the right. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => (cells[column] as string).length)));
  return rows.map((cells) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[column] as number),
      )
      .join('  '),
  );
}

/** As many as fit a line. */
const NAMED = 10;

function neuronsOf(neurons: readonly number[]): string {
  const more = neurons.length > NAMED ? ` and ${neurons.length - NAMED} more` : '';
  return `neuron${neurons.length === 1 ? '' : 's'} ${neurons.slice(0, NAMED).join(', ')}${more}`;
}

/** Rounded down, but for what float64 lost: 100 % is said only of what is equal. */
const percent = (part: number): string => `${(Math.floor(part * 10_000 + 1e-9) / 100).toFixed(2)} %`;

/** Six digits tell values apart that matter, and hide what float64 adds. */
const short = (value: number): string => `${Number(value.toPrecision(6))}`;
