import { countsFigure } from '../../figures/counts-figure.js';
import { ladderFigure } from '../../figures/ladder-figure.js';
import { networkFigure } from '../../figures/network-figure.js';
import { paretoFigure } from '../../figures/pareto-figure.js';
import { resourceFigure } from '../../figures/resource-figure.js';
import { timingFigure } from '../../figures/timing-figure.js';
import type { ReportModel } from '../../report-model.js';
import type { FigureOptions } from '../../svg/figure.js';
import { figureView } from '../figure-view.js';
import type { Section } from './section.js';

/** A section of one figure of a part of the model, for models that have that part. */
function figureSection<P>(
  id: string,
  title: string,
  partOf: (model: ReportModel) => P | undefined,
  draw: (part: P, options: FigureOptions) => string,
): Section {
  return {
    id,
    title,
    isIn: (model) => partOf(model) !== undefined,
    open: (root, model) =>
      figureView(root, model, (shown, width) => {
        const part = partOf(shown);
        return part === undefined ? undefined : draw(part, { width, theme: 'page', title: '' });
      }),
  };
}

const filled = <T>(list: readonly T[] | undefined): readonly T[] | undefined => (list?.length ? list : undefined);

export const networkSection = figureSection(
  'network',
  'Network',
  (model) => (model.network === undefined && model.spec === undefined ? undefined : model),
  networkFigure,
);

export const resourcesSection = figureSection(
  'resources',
  'Resources',
  ({ resources }) => filled(resources),
  resourceFigure,
);

export const countsSection = figureSection('counts', 'Spike counts', ({ runs }) => runs[0], countsFigure);

export const ladderSection = figureSection('ladder', 'Why they part', ({ explanation }) => explanation, ladderFigure);

export const paretoSection = figureSection('search', 'Search', ({ search }) => search, paretoFigure);

export const timingSection = figureSection('timing', 'Timing', ({ stages }) => filled(stages), timingFigure);
