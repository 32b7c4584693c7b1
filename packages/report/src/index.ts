export { type ComparisonFigureOptions, comparisonFigure } from './figures/comparison-figure.js';
export { countsFigure } from './figures/counts-figure.js';
export { ladderFigure } from './figures/ladder-figure.js';
export { networkFigure } from './figures/network-figure.js';
export { paretoFigure } from './figures/pareto-figure.js';
export { type RasterFigureOptions, rasterFigure } from './figures/raster-figure.js';
export { resourceFigure } from './figures/resource-figure.js';
export { type Grid, inputBand, type RasterBand, spikeBands } from './figures/signal.js';
export { timingFigure } from './figures/timing-figure.js';
export { type TracesFigureOptions, tracesFigure } from './figures/traces-figure.js';
export { renderReport } from './html/render-report.js';
export { packModel, unpackModel } from './pack/model-pack.js';
export type {
  NeuronColumn,
  NeuronTable,
  ReportIssue,
  ReportModel,
  ReportResource,
  ReportSearch,
  ReportStage,
} from './report-model.js';
export type { FigureOptions } from './svg/figure.js';
export { THEME_NAMES, type ThemeName } from './svg/theme.js';
