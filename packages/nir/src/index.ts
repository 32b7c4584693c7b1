export { decodeNir, encodeNir } from './codec/nir-codec.js';
export type {
  NirEventData,
  NirGraphData,
  NirNodeData,
  NirObservable,
  NirTimeGriddedData,
  NirValuedEventData,
} from './data/nir-data.js';
export { decodeNirData, encodeNirData } from './data/nir-data-codec.js';
export { type NirFromRasterOptions, nirDataFromEvolution, nirDataFromRaster } from './data/nir-data-from.js';
export { type NirRasterOptions, rasterFromNirData } from './data/raster-from-nir-data.js';
export { evaluateNir, type NirEvaluateOptions, type NirEvaluation } from './evaluate/evaluate-nir.js';
export type { NirReset } from './evaluate/neuron-step.js';
export { exportNir, type NirExportOptions } from './export/export-nir.js';
export type {
  Hdf5Created,
  Hdf5FileSystem,
  Hdf5Library,
  Hdf5Metadata,
} from './hdf5/hdf5-library.js';
export { DEFAULT_LIMITS, type Hdf5Limits } from './hdf5/hdf5-limits.js';
export type { Compression } from './hdf5/write-hdf5.js';
export type { ConversionChange, ConversionEntry, ExpectedError } from './import/conversion-entry.js';
export { importNir, type NirImport } from './import/import-nir.js';
export type { NirImportOptions } from './import/import-options.js';
export type {
  NirAffine,
  NirArray,
  NirArrayData,
  NirConv1d,
  NirConv2d,
  NirCubaLi,
  NirCubaLif,
  NirDelay,
  NirFile,
  NirFlatten,
  NirGraph,
  NirI,
  NirIf,
  NirInput,
  NirLi,
  NirLif,
  NirLinear,
  NirMetadata,
  NirNode,
  NirOutput,
  NirPadding,
  NirPool2d,
  NirScale,
  NirThreshold,
} from './model/nir-graph.js';
export { validateNir } from './validate/validate-nir.js';
