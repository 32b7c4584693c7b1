export {
  decay,
  INT16_MAX,
  INT16_MIN,
  leak,
  saturate,
  saturate16,
  shiftRight,
  wrap16,
} from './arithmetic/fixed-point.js';
export { roundHalfEven } from './arithmetic/rounding.js';
export {
  type DeviceConfig,
  type DeviceConfigSource,
  deviceConfigFromJson,
  deviceConfigFromSpec,
  deviceConfigToJson,
} from './artifacts/device-config.js';
export {
  type Evolution,
  evolutionFromJson,
  evolutionToJson,
  hibernationIssues,
  neuronIssues,
  OUTPUT_SIGNALS,
  type OutputMode,
  outputOf,
  type RecordedNeurons,
  SIGNAL_FILE_NAMES,
  SIGNAL_NAMES,
  type SignalName,
  signalFrom,
  totalsOf,
  widthIssues,
} from './artifacts/evolution.js';
export { header, type JsonValue, numberList, numberRows, parseJson } from './artifacts/json.js';
export { layersNamedTwice } from './artifacts/layer-names.js';
export { type MappedSpec, mappedSpecFromJson, mappedSpecToJson } from './artifacts/mapped-spec.js';
export {
  type AliasConnectionRecord,
  type GenericNeuronsRecord,
  type LifNeuronsRecord,
  type LinearWeightsRecord,
  type ModuleRecord,
  type NetworkGraph,
  type NodeRecord,
  networkGraphFromJson,
  networkGraphToJson,
} from './artifacts/network-graph.js';
export {
  type ChainTree,
  type ExpSynTree,
  type FFwdStackTree,
  type LifStateTree,
  type LifTree,
  type LinearTree,
  type NetworkTree,
  networkTreeFromJson,
  networkTreeToJson,
  type TreeMatrix,
  type TreeVector,
} from './artifacts/network-tree.js';
export {
  integerSpec,
  type QuantizedSpec,
  quantizedSpecFromJson,
  quantizedSpecToJson,
} from './artifacts/quantized-spec.js';
export {
  type AnySpec,
  checkSpecShapes,
  type LayerPlacement,
  type SpecFields,
  type SpecSizes,
  specSizes,
} from './artifacts/spec-fields.js';
export type { SpecStage } from './artifacts/spec-json.js';
export { type TensorJson, tensorSchema, tensorToJson } from './artifacts/tensor-json.js';
export {
  type BinOptions,
  binEvents,
  type EventPolarity,
  type TimedEvents,
} from './data/bin-events.js';
export { MAX_RASTER_COUNT, Raster } from './data/raster.js';
export { type RasterSize, sizeFromPlaces } from './data/raster-size.js';
export {
  type Nested,
  sizeOf,
  type Tensor,
  type TensorData,
  tensor,
  tensorFromNested,
  tensorToNested,
  unravelIndex,
  zeros,
} from './data/tensor.js';
export { TimeSeries, type TimeSeriesInput } from './data/time-series.js';
export type { TimeStepOptions, TimeUnit } from './data/time-steps.js';
export { type Capability, type DeviceCapabilities, missingCapabilities } from './device/capabilities.js';
export type {
  Configurator,
  Deployer,
  DeployOptions,
  DeviceSession,
  EvolveOptions,
  MapOptions,
  Mapper,
  NeuronIds,
  RecordChoice,
  SessionEvent,
  StateSnapshot,
  Validator,
} from './device/contract.js';
export { FLAG, type Kind, oneOf, TEXT } from './device/kind.js';
export { type LimitSource, type LimitSources, limitSource } from './device/limit-source.js';
export {
  type ChipLimits,
  defineLimits,
  type IdAllocation,
  signedRange,
  type UpdateRule,
  unsignedRange,
} from './device/limits.js';
export { type BoardType, type DevicePlugin, defineDevicePlugin } from './device/plugin.js';
export { PLUGIN_API_VERSION } from './device/plugin-check.js';
export { type Binding, bind, type PartResolver, type Provider } from './device/provider.js';
export { requireChecked } from './device/result-check.js';
export { checkShape, type Shape } from './device/shape.js';
export {
  CHIP_LIMITS,
  CONFIGURATOR,
  HDK_DRIVER,
  MAPPER,
  SIMULATOR,
  type Token,
  token,
  VALIDATOR,
} from './device/token.js';
export { isXylopipeError, refuseOnErrors, XylopipeError, type XylopipeErrorOptions } from './issues/error.js';
export {
  type Checked,
  errorsIn,
  formatIssue,
  formatPath,
  type Issue,
  type IssuePath,
  issueUnder,
  type Severity,
} from './issues/issue.js';
export { neuronRanges } from './issues/neuron-ranges.js';
export { isPlain, printable, reasonOf } from './issues/reason.js';
export { configureStage, deployStage, evolveStage, mapStage } from './pipeline/device-stages.js';
export type { PipelineEvent } from './pipeline/event.js';
export { Pipeline, type PipelineRun, type RunOptions, type StageTypes, throwIfAborted } from './pipeline/pipeline.js';
export { defineStage, type Stage, type StageContext, unremarkable } from './pipeline/stage.js';
