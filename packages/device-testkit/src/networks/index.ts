export { graphOf, type LayerPlan, type NetworkPlan } from './network-plan.js';
export { type RandomRun, randomRuns, type WeightShifts } from './random-run.js';
