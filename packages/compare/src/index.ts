export { type CompareOptions, compareEvolutions } from './compare-evolutions.js';
export { CAUSAL_ORDER, type Comparison, type Divergence, type SignalComparison } from './comparison.js';
export { formatComparison } from './format-comparison.js';
export {
  APPROXIMATIONS,
  type Approximation,
  type Cause,
  type Explanation,
  type Rung,
} from './ladder/explanation.js';
export { LAYER_SIGNALS, type LayerRun, type LayerSignal, type LayerTrace } from './run/layer-run.js';
export type { LayerComparison, LayerDivergence, RunComparison, SpikeMeasures } from './run/run-comparison.js';
