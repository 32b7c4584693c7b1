export {
  type BatchOptions,
  type BatchPool,
  type BatchResult,
  evolveBatch,
  type PoolOptions,
  SimulatorPool,
} from '@xylopipe/xylo-sim/node';
export { type NetworkInFile, type ReadNetworkOptions, readNetwork } from './artifact-file.js';
export { type EventOptions, type RasterOptions, readEvolution, readLabelledSet, readRaster } from './data-files.js';
export { type LoadedPlugins, type LoadPluginsOptions, loadPlugins } from './load-plugins.js';
export type { NirDataChoice } from './nir-data-file.js';
export { networkToNir } from './nir-file.js';
export { OutputFiles } from './output-files.js';
export { type Recordings, readRecordings } from './recordings.js';
export type { FileLayout } from './stage-input.js';
export { deployTarget } from './targets/deploy-target.js';
export {
  type NetworkToTune,
  type ScoreRecipesOptions,
  scoreRecipes,
  type TunedNetwork,
  type TuneNetworkOptions,
  tuneNetwork,
} from './tune/tune-network.js';
