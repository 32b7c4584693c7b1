import { causesOf } from '../cause-text.js';
import { countsFigure } from '../figures/counts-figure.js';
import { ladderFigure } from '../figures/ladder-figure.js';
import { networkFigure } from '../figures/network-figure.js';
import { paretoFigure } from '../figures/pareto-figure.js';
import { rasterFigure } from '../figures/raster-figure.js';
import { resourceFigure } from '../figures/resource-figure.js';
import { inputBand, spikeBands } from '../figures/signal.js';
import { timingFigure } from '../figures/timing-figure.js';
import { tracesFigure } from '../figures/traces-figure.js';
import type { NeuronTable, ReportModel } from '../report-model.js';
import { summaryOf, verdictOf } from '../summary.js';
import { escapeText } from '../svg/escape.js';
import { comparisonSection } from './comparison-section.js';
import { issuesSection } from './issues-section.js';
import { figure, folded, list, paragraph, section } from './section.js';
import { table } from './table.js';

/** Headings say what figures show. */
const page = { theme: 'page', width: 960, title: '' } as const;

/** All parts of a report in the order of the viewer, from what matters most to what gives the run again. */
export const sectionsOf = (model: ReportModel): readonly string[] =>
  [
    summary,
    issuesSection,
    comparisonSection,
    ladder,
    rasters,
    traces,
    counts,
    network,
    resources,
    neuronTables,
    search,
    timings,
    recipe,
  ].map((part) => part(model));

const summary = (model: ReportModel): string =>
  section('summary', 'Summary', [
    `<p class="verdict">${escapeText(verdictOf(model))}</p>`,
    ...causesOf(model).map(({ name, meaning, hint }) => paragraph(`${name}: ${meaning} ${hint}`)),
    list(summaryOf(model)),
  ]);

const ladder = ({ explanation }: ReportModel): string =>
  section('ladder', 'Why they part', explanation === undefined ? [] : [figure(ladderFigure(explanation, page))]);

const network = ({ network, spec }: ReportModel): string =>
  section(
    'network',
    'Network',
    network === undefined && spec === undefined ? [] : [figure(networkFigure({ network, spec }, page))],
  );

const resources = ({ resources }: ReportModel): string =>
  section('resources', 'Resources', resources === undefined ? [] : [figure(resourceFigure(resources, page))]);

function rasters({ input, runs: [run] }: ReportModel): string {
  const bands = [...(input === undefined ? [] : [inputBand(input)]), ...(run === undefined ? [] : spikeBands(run))];
  return section(
    'rasters',
    'Spikes',
    bands.length === 0 ? [] : [figure(rasterFigure(bands, { ...page, dt: run?.dt }))],
  );
}

function traces({ runs: [run] }: ReportModel): string {
  const drawn = run?.layers.flatMap((layer) => {
    const signals = (['vmem', 'isyn', 'isyn2'] as const).filter((signal) => layer.signals[signal] !== undefined);
    if (signals.length === 0) return [paragraph(`${layer.name}: neither vmem nor isyn was recorded.`)];
    return signals.map((signal) => figure(tracesFigure(layer, { ...page, title: undefined, signal, dt: run.dt })));
  });
  return section('traces', 'States', drawn ?? []);
}

const counts = ({ runs: [run] }: ReportModel): string =>
  section('counts', 'Spike counts', run === undefined ? [] : [figure(countsFigure(run, page))]);

const neuronTables = ({ neuronTables = [] }: ReportModel): string =>
  section(
    'neurons',
    'Neurons',
    neuronTables.map((one) => folded(`${one.title} (${rowsOf(one)} neurons)`, neuronTable(one))),
  );

const rowsOf = ({ ids, columns }: NeuronTable): number =>
  Math.max(ids.length, ...columns.map(({ values }) => values.length));

function neuronTable(shown: NeuronTable): string {
  const { title, ids, layers, columns } = shown;
  const heads = [
    ...(layers === undefined ? [] : [{ name: 'layer', isHead: true }]),
    { name: 'neuron', note: 'its hardware id; outputs count from 0', isHead: true },
    ...columns.map(({ name, unit, description }) => ({
      name: unit === '' ? name : `${name} (${unit})`,
      note: description,
    })),
  ];
  const rows = Array.from({ length: rowsOf(shown) }, (_, row) => [
    ...(layers === undefined ? [] : [layers[row]]),
    ids[row],
    ...columns.map(({ values }) => values[row]),
  ]);
  return table(title, heads, rows);
}

function search({ search }: ReportModel): string {
  if (search === undefined) return '';
  const { axes, candidates } = search;
  const best = candidates.filter(({ chosen, onFront }) => chosen || onFront);
  const rows = best.map((c) => [c.label, c.x, c.y, c.chosen ? 'yes' : '']);
  return section('search', 'Search', [
    figure(paretoFigure(search, page)),
    table('Candidates that no other beats', ['recipe', ...axes, 'chosen'], rows),
  ]);
}

const timings = ({ stages }: ReportModel): string =>
  section('timings', 'Timings', stages === undefined ? [] : [figure(timingFigure(stages, page))]);

const recipe = ({ recipe = [] }: ReportModel): string => section('recipe', 'Recipe', [list(recipe)]);
