/**
 * Search for the quantization that suits a network: `tune` proposes recipes, an `Evaluator` tries them, a `Yardstick` says how
 * good what the chip answers is. Nothing here simulates: `@xylopipe/tune/node` does so on all cores.
 */
export { type Evaluator, type EvaluatorOptions, evaluator, type Prepared } from './evaluator.js';
export { paretoFront, type Scored } from './pareto.js';
export { DEFAULT_SPACE, type LogRange, type RecipeSpace } from './recipe-space.js';
export { STANDARD_RECIPES, type TuneResult, tune } from './search.js';
export type { Reference, ReferenceLayer } from './spike-overlap.js';
export { Tally } from './tally.js';
export { OBJECTIVES, type Objective, type Score, type Trial } from './trial.js';
export type { TuneOptions } from './tune-options.js';
export { type Yardstick, type YardstickOptions, yardstick } from './yardstick.js';
