export type { ChainOptions } from './chain.js';
export { ExpSyn, type ExpSynOptions } from './exp-syn.js';
export { extractStage } from './extract-stage.js';
export { FFwdStack, type FFwdStackOptions } from './ffwd-stack.js';
export {
  type DrawOptions,
  type Initialiser,
  normalWeights,
  type Random,
  seededRandom,
  uniformWeights,
  xavierWeights,
} from './initialisers.js';
export { Lif } from './lif.js';
export { LifBitshift } from './lif-bitshift.js';
export { type LifDecays, lifDecays } from './lif-decays.js';
export type { LeakMode } from './lif-leak.js';
export type { LifInitialState, LifOptions } from './lif-options.js';
export { Linear, type LinearOptions } from './linear.js';
export type { Matrix } from './matrix.js';
export type { LayerRecord, Network, NetworkEvolution, NetworkEvolveOptions, NetworkUse } from './network.js';
export { networkFromJson, networkFromTree, networkToJson } from './network-from-tree.js';
export type { PerNeuron } from './per-neuron.js';
export type { PerSynapse } from './per-synapse.js';
export { Residual } from './residual.js';
export { Sequential } from './sequential.js';
export { type SynNetOptions, synNet } from './syn-net.js';
