export { jsonFromBytes } from './bytes/text.js';
export type { LabelledSet } from './dataset/labelled-set.js';
export {
  type LabelledSetFormat,
  labelledSetFromBytes,
  labelledSetToJson,
  labelledSetToNpz,
} from './dataset/labelled-set-file.js';
export { evolutionFromNpz, evolutionToNpz } from './evolution-npz.js';
export type { FileKind } from './file-format.js';
export { networkFromFile } from './network/network-file.js';
export { type NpyArray, type NpyInput, npyFromBytes, npyToBytes } from './numpy/npy.js';
export type { NpyData, NpyDtype } from './numpy/npy-dtype.js';
export { type NpzOptions, npzFromBytes, npzToBytes } from './numpy/npz.js';
export type { RasterFormat } from './raster/opened-file.js';
export { rasterFromCsv, rasterToCsv } from './raster/raster-csv.js';
export { type AddressEvent, rasterFromEvents, rasterToEvents } from './raster/raster-events.js';
export { type RasterFileOptions, rasterFromBytes, rasterToNpy } from './raster/raster-file.js';
export {
  type Architecture,
  architectureFromJson,
  architectureToJson,
  type ChainArchitecture,
  type ExpSynArchitecture,
  type LifArchitecture,
  type LinearArchitecture,
  type SkippedModule,
} from './rockpool/architecture.js';
export {
  networkTreeFromRockpool,
  type RockpoolNetwork,
  type RockpoolOptions,
} from './rockpool/network-tree-from-rockpool.js';
export { networkTreeToRockpool, type RockpoolParameters } from './rockpool/network-tree-to-rockpool.js';
export {
  type RockpoolSpecification,
  type RockpoolSpecificationOptions,
  specificationToRockpool,
} from './rockpool/specification-to-rockpool.js';
export { type SamnaConfigOptions, samnaConfigFromJson } from './samna/config-from-json.js';
export { samnaConfigToJson } from './samna/config-to-json.js';
export { type SpecificationOptions, specificationFromJson } from './specification.js';
