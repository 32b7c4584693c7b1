import {
  type AliasConnectionRecord,
  type ChipLimits,
  defineLimits,
  type GenericNeuronsRecord,
  type LifNeuronsRecord,
  type LinearWeightsRecord,
  type ModuleRecord,
  type NetworkGraph,
  tensor,
} from '@xylopipe/core';
import { networkGraphOfModules } from '@xylopipe/graph';

/** Small limits, so that tests can stand right at them. */
export const toyLimits = (changes: Partial<ChipLimits> = {}): ChipLimits =>
  defineLimits({
    chipId: 'toy',
    label: 'Toy',
    inputChannels: 4,
    hiddenNeurons: 12,
    outputNeurons: 3,
    synapsesPerHidden: 2,
    inputExpansionNeurons: 12,
    outputExpansionNeurons: 12,
    aliasTargets: 1,
    maxFanOut: 6,
    recurrentWordsPerBank: 30,
    bias: true,
    hibernation: true,
    bits: { weight: 8, state: 16, threshold: 16, bias: 8, dash: 4, weightShift: 3 },
    maxSpikes: { input: 15, hidden: 31, output: 1 },
    updateRule: 'v2',
    idAllocation: 'walkOrder',
    assumed: ['bits.bias'],
    ...changes,
  });

/** `count` node ids from `first` on. */
export const range = (first: number, count: number): number[] => Array.from({ length: count }, (_, i) => first + i);

/** Weights that differ: 1, 2, 3, ... row by row, times `scale`. */
export const weights = (
  inputs: readonly number[],
  outputs: readonly number[],
  { name, scale = 1, biases }: { name?: string; scale?: number; biases?: readonly number[] } = {},
): LinearWeightsRecord => ({
  type: 'LinearWeights',
  name,
  inputs,
  outputs,
  weights: tensor(
    [inputs.length, outputs.length],
    Float64Array.from({ length: inputs.length * outputs.length }, (_, i) => (i + 1) * scale),
  ),
  biases: biases && Float64Array.from(biases),
});

/** Neurons whose parameters differ between neurons. Taus are powers of two times the usual dt of 1 ms, so that dashes are whole. */
export function lif(
  inputs: readonly number[],
  outputs: readonly number[],
  { name, dt = 0.001, ...given }: { name?: string; dt?: number | null; tauMem?: number[]; tauSyn?: number[] } = {},
): LifNeuronsRecord {
  const n = outputs.length;
  const tauMem = Float64Array.from(given.tauMem ?? range(0, n).map((i) => 0.001 * 2 ** (1 + (i % 4))));
  const tauSyn = Float64Array.from(given.tauSyn ?? range(0, inputs.length).map((i) => 0.001 * 2 ** (1 + (i % 6))));
  return {
    type: 'LifNeurons',
    name,
    inputs,
    outputs,
    tauMem,
    tauSyn: tensor([n, inputs.length / n], tauSyn),
    threshold: Float64Array.from(outputs, (_, i) => 1 + i),
    bias: Float64Array.from(outputs, (_, i) => i / 8),
    dt: dt ?? undefined,
  };
}

export const generic = (
  inputs: readonly number[],
  outputs: readonly number[],
  name?: string,
): GenericNeuronsRecord => ({
  type: 'GenericNeurons',
  name,
  inputs,
  outputs,
});

export const alias = (inputs: readonly number[], outputs: readonly number[], name?: string): AliasConnectionRecord => ({
  type: 'AliasConnection',
  name,
  inputs,
  outputs,
});

/** A graph of modules on nodes `0 .. n - 1`. */
export const graphOf = (
  inputNodes: readonly number[],
  outputNodes: readonly number[],
  modules: readonly ModuleRecord[],
): NetworkGraph =>
  networkGraphOfModules({
    nodeCount: 1 + Math.max(...inputNodes, ...outputNodes, ...modules.flatMap((m) => [...m.inputs, ...m.outputs])),
    inputNodes,
    outputNodes,
    modules,
  });

/** Nodes of `plain`: input, synapses and spikes of the hidden layer, synapses and spikes of the output layer. */
export const IN = range(0, 2);
export const SYN = range(2, 3);
export const HID = range(5, 3);
export const SYN_OUT = range(8, 2);
export const OUT = range(10, 2);
/** The first node that `plain` does not use. */
export const FREE = 12;

/** Modules of a sound network of 2 inputs, 3 hidden and 2 output neurons. */
export const plainModules: readonly ModuleRecord[] = [
  weights(IN, SYN, { name: '0' }),
  lif(SYN, HID, { name: '1' }),
  weights(HID, SYN_OUT, { name: '2', scale: 0.5 }),
  lif(SYN_OUT, OUT, { name: '3' }),
];

/** A sound network of 2 inputs, 3 hidden and 2 output neurons, with more modules if given. */
export const plain = (...more: readonly ModuleRecord[]): NetworkGraph => graphOf(IN, OUT, [...plainModules, ...more]);
