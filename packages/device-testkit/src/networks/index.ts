export { graphOf, type LayerPlan, type NetworkPlan, type SkipPlan } from './network-plan.js';
export { type RandomRun, randomRuns, type WeightShifts } from './random-run.js';
