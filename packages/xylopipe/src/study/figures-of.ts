import type { LayerRun, RunComparison } from '@xylopipe/compare';
import {
  comparisonFigure,
  countsFigure,
  type FigureOptions,
  inputBand,
  ladderFigure,
  networkFigure,
  paretoFigure,
  type ReportModel,
  rasterFigure,
  resourceFigure,
  spikeBands,
  timingFigure,
  tracesFigure,
} from '@xylopipe/report';

/**
 * Every figure that there is something to draw for, as SVG by file name: `network.svg`, `resources.svg`, `raster.svg`, `counts.svg`,
 * `traces-vmem-<n>.svg` and so on for the `n`-th layer, `comparison-<n>.svg`, `ladder.svg`, `search.svg`, `timing.svg`.
 */
export function figuresOf(model: ReportModel, options: FigureOptions = {}): ReadonlyMap<string, string> {
  const { network, spec, resources, input, runs, comparisons = [], explanation, search, stages = [] } = model;
  const [run] = runs;
  const figures = new Map<string, string>();
  const draw = (name: string, svg: string): void => void figures.set(`${name}.svg`, svg);

  if (network !== undefined || spec !== undefined) draw('network', networkFigure({ network, spec }, options));
  if (resources !== undefined) draw('resources', resourceFigure(resources, options));
  const bands = [...(input === undefined ? [] : [inputBand(input)]), ...(run === undefined ? [] : spikeBands(run))];
  if (bands.some(({ spikes }) => spikes !== undefined)) {
    draw('raster', rasterFigure(bands, { ...options, dt: run?.dt ?? spec?.dt }));
  }
  if (run !== undefined) {
    if (run.layers.some(({ signals }) => signals.spikes !== undefined)) draw('counts', countsFigure(run, options));
    drawTraces(run, options, draw);
  }
  comparisons.forEach((comparison, i) => {
    const [a, b] = pairOf(comparison, runs);
    if (a && b)
      draw(
        numbered('comparison', i, comparisons.length),
        comparisonFigure(a, b, comparison, { ...options, own: run?.label }),
      );
  });
  if (explanation !== undefined) draw('ladder', ladderFigure(explanation, options));
  if (search !== undefined) draw('search', paretoFigure(search, options));
  if (stages.length > 0) draw('timing', timingFigure(stages, options));
  return figures;
}

function drawTraces({ layers, dt }: LayerRun, options: FigureOptions, draw: (name: string, svg: string) => void): void {
  layers.forEach((layer, i) => {
    for (const signal of ['vmem', 'isyn', 'isyn2'] as const) {
      if (layer.signals[signal] === undefined) continue;
      draw(numbered(`traces-${signal}`, i, layers.length), tracesFigure(layer, { ...options, signal, dt }));
    }
  });
}

const pairOf = ({ a, b }: RunComparison, runs: readonly LayerRun[]): readonly (LayerRun | undefined)[] =>
  [a, b].map((label) => runs.find((run) => run.label === label));

/** Names of layers may be anything, names of files not. */
const numbered = (name: string, index: number, count: number): string => (count === 1 ? name : `${name}-${index + 1}`);
