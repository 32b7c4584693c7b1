export { xyloConfigurator } from './configurator.js';
export { type DesignRule, defineRule, type Finding } from './design-rules/design-rule.js';
export {
  driversOf,
  isAlias,
  isNeurons,
  isWeights,
  type NeuronsRecord,
  outputNeuronsOf,
  readersOf,
} from './design-rules/neighbours.js';
export { xyloDesignRules } from './design-rules/xylo-design-rules.js';
export {
  type Activity,
  type AssumedActivity,
  assumedActivity,
  type MeanActivity,
  meanActivity,
  recordedActivity,
} from './estimate/activity.js';
export {
  CHIP_COSTS,
  type ChipCosts,
  type CycleModel,
  costsOf,
  type Figure,
  known,
  noCosts,
  type PowerFigures,
  type SupplyPower,
  type Synapse2Model,
  unknown,
} from './estimate/chip-costs.js';
export { costsIssues, defineCosts } from './estimate/define-costs.js';
export { CLOCK_MARGIN, estimateClock } from './estimate/estimate-clock.js';
export {
  type ClockEstimate,
  type CostEstimate,
  type EstimateOptions,
  estimateCosts,
} from './estimate/estimate-costs.js';
export {
  CYCLE_TERMS,
  type CycleEstimate,
  type CycleTerm,
  type CycleTerms,
  estimateCycles,
  type LayerCycles,
} from './estimate/estimate-cycles.js';
export { type EnergyEstimate, type Estimated, estimateEnergy, POWER_UNCERTAINTY } from './estimate/estimate-energy.js';
export { core1000CycleModel, core1000V1Costs, expansionCycleModel } from './estimate/family-costs.js';
export { core1000Limits, core1000V1Limits, familyLimits } from './family-limits.js';
export { checkLimits } from './limit-checks/check-limits.js';
export { fanOutOf } from './limit-checks/recurrent-synapses.js';
export { xyloMapper } from './mapper.js';
export { xyloParts, xyloPartsWith } from './parts.js';
export { type XyloMember, xyloPlugin } from './plugin.js';
export { xyloValidator } from './validator.js';
