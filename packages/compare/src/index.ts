export { type CompareOptions, compareEvolutions } from './exact/compare-evolutions.js';
export { CAUSAL_ORDER, type Comparison, type Divergence, type SignalComparison } from './exact/comparison.js';
export { formatComparison } from './exact/format-comparison.js';
export { type LikelyCause, likelyCause } from './exact/likely-cause.js';
export { type JunitOptions, type JunitSuite, junitSuitesXml, junitXml } from './junit/junit-xml.js';
export { causeOf } from './ladder/cause-of.js';
export { compareQuantized, type QuantizedRun } from './ladder/compare-quantized.js';
export { evolveIdealChip, type IdealChipOptions } from './ladder/evolve-ideal-chip.js';
export { evolveLadder, type LadderOptions } from './ladder/evolve-ladder.js';
export { type ExplainOptions, explain } from './ladder/explain.js';
export {
  APPROXIMATIONS,
  type Approximation,
  type Cause,
  type Explanation,
  type MainCause,
  type Rung,
} from './ladder/explanation.js';
export type { LadderSpecs } from './ladder/ideal-network.js';
export { withAliasSpikes } from './ladder/with-alias-spikes.js';
export { withCauses } from './ladder/with-causes.js';
export { spikeAgreement } from './measures/spike-agreement.js';
export { countDifference, type SpikeTrain, spikeTrain } from './measures/spike-train.js';
export { vanRossumDistance } from './measures/van-rossum.js';
export { victorPurpuraDistance } from './measures/victor-purpura.js';
export { type LayerDelay, layerDelays } from './run/layer-delays.js';
export { LAYER_SIGNALS, type LayerRun, type LayerSignal, type LayerTrace } from './run/layer-run.js';
export { type RunOfEvolutionOptions, runOfEvolution } from './run/run-of-evolution.js';
export { type SpecLayer, specLayers } from './run/spec-layers.js';
export { compareRuns } from './runs/compare-runs.js';
export { formatRunComparison } from './runs/format-run-comparison.js';
export type { CompareRunsOptions } from './runs/layer-measures.js';
export { type Gate, passesGate } from './runs/passes-gate.js';
export type { LayerComparison, LayerDivergence, RunComparison, SpikeMeasures } from './runs/run-comparison.js';
