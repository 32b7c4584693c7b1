import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyModel } from '../../test/any-model.js';
import { svgProblems } from '../../test/svg-check.js';
import type { ReportModel } from '../report-model.js';
import type { FigureOptions } from '../svg/figure.js';
import { THEME_NAMES } from '../svg/theme.js';
import { comparisonFigure } from './comparison-figure.js';
import { countsFigure } from './counts-figure.js';
import { ladderFigure } from './ladder-figure.js';
import { networkFigure } from './network-figure.js';
import { paretoFigure } from './pareto-figure.js';
import { rasterFigure } from './raster-figure.js';
import { resourceFigure } from './resource-figure.js';
import { inputBand, spikeBands } from './signal.js';
import { timingFigure } from './timing-figure.js';
import { tracesFigure } from './traces-figure.js';

function figuresOf(model: ReportModel, options: FigureOptions): readonly string[] {
  const { runs, comparisons = [], explanation, resources, stages, search, input } = model;
  return [
    networkFigure(model, options),
    resourceFigure(resources ?? [], options),
    timingFigure(stages ?? [], options),
    rasterFigure([...(input ? [inputBand(input)] : []), ...runs.flatMap((run) => spikeBands(run))], options),
    ...runs.map((run) => countsFigure(run, options)),
    ...runs.flatMap(({ layers, dt }) =>
      layers.flatMap((layer) =>
        (['vmem', 'isyn', 'isyn2'] as const).map((signal) => tracesFigure(layer, { ...options, signal, dt })),
      ),
    ),
    ...comparisons.flatMap((comparison) =>
      runs.flatMap((a) => runs.map((b) => comparisonFigure(a, b, comparison, options))),
    ),
    ladderFigure(explanation ?? { rungs: [], agreement: 1, main: null }, options),
    paretoFigure(search ?? { axes: ['x', 'y'], candidates: [] }, options),
  ];
}

const anyOptions = fc.record(
  {
    width: fc.oneof(fc.integer({ min: -5, max: 3000 }), fc.constant(Number.NaN)),
    height: fc.oneof(fc.integer({ min: 0, max: 2000 }), fc.constant(Number.POSITIVE_INFINITY)),
    theme: fc.constantFrom(...THEME_NAMES),
    title: fc.string(),
    fontSize: fc.integer({ min: 0, max: 60 }),
  },
  { requiredKeys: [] },
);

it('draws valid SVG of any model, without a number that is none', () => {
  fc.assert(
    fc.property(anyModel, anyOptions, (model, options) => {
      for (const svg of figuresOf(model, options))
        expect(
          svgProblems(svg.replace(/NaN|undefined|Infinity/g, (found) => (isName(found, model, options) ? '' : found))),
        ).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

/** Whether a text of the model itself says so. */
const isName = (text: string, model: ReportModel, options: FigureOptions): boolean =>
  JSON.stringify([model, options], (_, value) => (typeof value === 'number' ? 0 : value)).includes(text);

it.each(figuresOf({ title: '', runs: [], issues: [] }, {}).map((svg, i) => [i, svg]))(
  'says what is missing of nothing (%i)',
  (_, svg) => {
    expect(svg).toMatch(/not recorded|no neurons/);
    expect(svgProblems(svg)).toEqual([]);
  },
);
