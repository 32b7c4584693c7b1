export {
  type CompareOptions,
  type Comparison,
  compareEvolutions,
  type Divergence,
  formatComparison,
} from '@xylopipe/compare';
export {
  bind,
  type Checked,
  type ChipLimits,
  CONFIGURATOR,
  configureStage,
  type DeviceConfig,
  type DevicePlugin,
  type DeviceSession,
  defineDevicePlugin,
  defineStage,
  deployStage,
  type Evolution,
  type EvolveOptions,
  errorsIn,
  evolveStage,
  formatIssue,
  HDK_DRIVER,
  type Issue,
  isXylopipeError,
  MAPPER,
  type MapOptions,
  type MappedSpec,
  mapStage,
  type NetworkGraph,
  type NetworkTree,
  type NeuronIds,
  type OutputMode,
  outputOf,
  Pipeline,
  type PipelineEvent,
  type PipelineRun,
  type QuantizedSpec,
  Raster,
  type RecordChoice,
  type RunOptions,
  type SessionEvent,
  SIGNAL_NAMES,
  SIMULATOR,
  type SignalName,
  type Stage,
  type StateSnapshot,
  TimeSeries,
  totalsOf,
  type UpdateRule,
  unremarkable,
  VALIDATOR,
  XylopipeError,
} from '@xylopipe/core';
export type { Device, DeviceRegistry } from '@xylopipe/core/registry';
export type { LabelledSet } from '@xylopipe/formats';
export { fromNetworkGraph, graphToDot, graphToMermaid, graphToText } from '@xylopipe/graph';
export type { BoardIdentity, Bus } from '@xylopipe/hdk-transport';
export {
  type DrawOptions,
  ExpSyn,
  type ExpSynOptions,
  extractStage,
  FFwdStack,
  type Initialiser,
  Lif,
  LifBitshift,
  type LifOptions,
  Linear,
  type LinearOptions,
  type Matrix,
  type Network,
  networkFromTree,
  normalWeights,
  type Random,
  Residual,
  Sequential,
  type SynNetOptions,
  seededRandom,
  synNet,
  uniformWeights,
  xavierWeights,
} from '@xylopipe/nn';
export {
  DASH_ROUNDINGS,
  type DashRounding,
  type LintLimits,
  type LintOptions,
  lintQuantization,
  type NeuronLint,
  QUANTIZE_METHODS,
  type QuantizationLint,
  type QuantizeMethod,
  type QuantizeOptions,
  quantize,
  quantizeStage,
} from '@xylopipe/quantize';
export {
  type Activity,
  type AssumedActivity,
  assumedActivity,
  type CostEstimate,
  costsOf,
  defineCosts,
  type EstimateOptions,
  estimateCosts,
  type Figure,
  recordedActivity,
} from '@xylopipe/xylo-common';
export { BOARD_CONNECTION, type ConnectBoard, type HdkSession } from '@xylopipe/xylo-hdk';
export {
  type CoreChoice,
  type RecordingBuffers,
  type SimulateOptions,
  type SimulatorDeployer,
  type SimulatorDeployerOptions,
  type SimulatorOptions,
  type StreamOptions,
  simulatorDeployer,
  summarizeTelemetry,
  type Telemetry,
  XyloSimulator,
} from '@xylopipe/xylo-sim';
export { type DeviceDescription, deviceDescriptions } from './devices/device-description.js';
export { type DeviceOverview, deviceOverview } from './devices/device-overview.js';
export type { LimitFact } from './devices/limit-fact.js';
export type { MapSummary, ProvenanceCounts } from './devices/map-summary.js';
export { type EvaluateOptions, type Evaluation, evaluate, type Prediction, type Score } from './evaluate.js';
export { type Fit, type FitOptions, fitNetwork } from './fit.js';
export type { FitResources, ResourceUse } from './fit-resources.js';
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
export type { ChipAt, DeployTarget } from './targets/deploy-target.js';
export type { RanOn } from './targets/ran-on.js';
export {
  createXylopipe,
  type OnChipOptions,
  type PipelineOptions,
  Xylopipe,
  type XylopipeOptions,
} from './xylopipe.js';
