export {
  type CompareOptions,
  type Comparison,
  compareEvolutions,
  type Divergence,
  formatComparison,
} from '@xylopipe/compare';
export {
  bind,
  type ChipLimits,
  CONFIGURATOR,
  type DeviceConfig,
  type DevicePlugin,
  type DeviceSession,
  defineDevicePlugin,
  defineStage,
  type Evolution,
  type EvolveOptions,
  errorsIn,
  formatIssue,
  type Issue,
  isXylopipeError,
  MAPPER,
  type MapOptions,
  type MappedSpec,
  type NetworkGraph,
  type NetworkTree,
  type OutputMode,
  outputOf,
  Pipeline,
  type PipelineEvent,
  type PipelineRun,
  type QuantizedSpec,
  Raster,
  type RunOptions,
  SIGNAL_NAMES,
  SIMULATOR,
  type SignalName,
  type Stage,
  TimeSeries,
  totalsOf,
  VALIDATOR,
  XylopipeError,
} from '@xylopipe/core';
export type { Device, DeviceRegistry } from '@xylopipe/core/registry';
export { graphToDot, graphToMermaid, graphToText } from '@xylopipe/graph';
export {
  ExpSyn,
  FFwdStack,
  Lif,
  LifBitshift,
  Linear,
  type Network,
  networkFromTree,
  Residual,
  Sequential,
  synNet,
  uniformWeights,
} from '@xylopipe/nn';
export { type QuantizeOptions, quantize } from '@xylopipe/quantize';
export { XyloSimulator } from '@xylopipe/xylo-sim';
export { type EvaluateOptions, type Evaluation, evaluate, type Prediction, type Score } from './evaluate.js';
export { type Deployed, NetworkOnChip, type RunResult } from './network-on-chip.js';
export type {
  DeploymentOptions,
  DeployPipeline,
  DeployStages,
  EvolvePipeline,
  EvolveStages,
  RecordOptions,
} from './pipeline.js';
export { createRegistry } from './registry.js';
export type { DeploymentArtifacts, RunSummary, StageIssue } from './run-summary.js';
export { createXylopipe, type PipelineOptions, Xylopipe, type XylopipeOptions } from './xylopipe.js';
