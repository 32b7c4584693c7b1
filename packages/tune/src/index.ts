export { type EvaluatorOptions, evaluator } from './evaluator.js';
export { paretoFront, type Scored } from './pareto.js';
export { DEFAULT_SPACE, type LogRange, type RecipeSpace } from './recipe-space.js';
export { STANDARD_RECIPES, type TuneResult, tune } from './search.js';
export type { Evaluate, Objective, Score, Trial } from './trial.js';
export type { TuneOptions } from './tune-options.js';
