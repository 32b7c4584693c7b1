import type { LayerDivergence, RunComparison } from '@xylopipe/compare';
import { formatIssue } from '@xylopipe/core';
import { causeText } from '../cause-text.js';
import { comparisonFigure } from '../figures/comparison-figure.js';
import { percent, readable } from '../numbers.js';
import type { ReportModel } from '../report-model.js';
import { escapeText } from '../svg/escape.js';
import { figure, paragraph, section } from './section.js';
import { table } from './table.js';

const COLUMNS = [
  'layer',
  { name: 'agreement', note: 'spikes of both runs in the same aligned timestep, of all spikes' },
  { name: 'spikes', note: 'of the first run and the second' },
  { name: 'shift', note: 'timesteps that the second run is behind the first' },
  { name: 'van Rossum', note: 'distance of filtered spike trains, summed over neurons' },
  { name: 'Victor-Purpura', note: 'cost of turning one train into the other, summed over neurons' },
  { name: 'fell silent', note: 'neurons that spike in the first run only' },
  'first difference',
] as const;

/** How the runs compare. A picture takes much of a file: the first comparison has one, and where a device is to blame. */
export function comparisonSection({ comparisons = [], runs }: ReportModel): string {
  const pictureOf = (comparison: RunComparison): string => {
    const [a, b] = [comparison.a, comparison.b].map((label) => runs.find((run) => run.label === label));
    return a === undefined || b === undefined
      ? paragraph('The spikes of these runs were not recorded.')
      : figure(comparisonFigure(a, b, comparison, { theme: 'page', width: 960, own: runs[0]?.label }));
  };
  const drawn = comparisons.flatMap((comparison, i) => {
    const isDrawn = i === 0 || comparison.first?.cause === 'device';
    return [
      `<h3>${heading(comparison)}</h3>`,
      ...(isDrawn ? [pictureOf(comparison)] : []),
      layerTable(comparison),
      ...comparison.issues.map((issue) => paragraph(formatIssue(issue))),
    ];
  });
  return section('comparison', 'Comparison', drawn);
}

const heading = ({ a, b, agreement, output }: RunComparison): string =>
  escapeText(
    `${a} and ${b}: ${percent(agreement)} of all spikes agree, ${percent(output.agreement)} of those of the outputs`,
  );

function layerTable({ a, b, layers }: RunComparison): string {
  const rows = layers.map((layer) => [
    `${layer.name} (${layer.neurons})`,
    percent(layer.agreement),
    `${readable(layer.spikesA)} / ${readable(layer.spikesB)}`,
    layer.shift,
    layer.vanRossum,
    layer.victorPurpura,
    layer.fellSilent.length === 0 ? '' : `${layer.fellSilent.length}: ${layer.fellSilent.join(', ')}`,
    layer.first === null ? '' : told(layer.first),
  ]);
  return table(`${a} and ${b} by layer`, COLUMNS, rows);
}

const told = ({ step, neuron, id, signal, a, b, cause }: LayerDivergence): string =>
  `step ${readable(step)}, neuron ${readable(neuron)} (id ${readable(id)}), ${signal} ${readable(a)} and ${readable(b)}${cause === undefined ? '' : `; likely cause: ${causeText(cause).name}`}`;
