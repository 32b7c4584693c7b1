import type {
  AliasConnectionRecord,
  GenericNeuronsRecord,
  LifNeuronsRecord,
  LinearWeightsRecord,
  ModuleRecord,
  NetworkGraph,
} from '@xylopipe/core';

/** Neurons of any kind. */
export type NeuronsRecord = LifNeuronsRecord | GenericNeuronsRecord;

export const isNeurons = (module: ModuleRecord): module is NeuronsRecord =>
  module.type === 'LifNeurons' || module.type === 'GenericNeurons';
export const isWeights = (module: ModuleRecord): module is LinearWeightsRecord => module.type === 'LinearWeights';
export const isAlias = (module: ModuleRecord): module is AliasConnectionRecord => module.type === 'AliasConnection';

/** The modules that drive some nodes, each once. */
export const driversOf = (graph: NetworkGraph, nodes: readonly number[]): readonly ModuleRecord[] =>
  modulesAt(graph, nodes, 'sources');

/** The modules that read some nodes, each once. */
export const readersOf = (graph: NetworkGraph, nodes: readonly number[]): readonly ModuleRecord[] =>
  modulesAt(graph, nodes, 'sinks');

/** The neurons that drive an output of the network. */
export const outputNeuronsOf = (graph: NetworkGraph): readonly NeuronsRecord[] =>
  driversOf(graph, graph.outputNodes).filter(isNeurons);

function modulesAt(graph: NetworkGraph, nodes: readonly number[], side: 'sources' | 'sinks'): readonly ModuleRecord[] {
  const ids = new Set(nodes.flatMap((node) => graph.nodes[node]?.[side] ?? []));
  return [...ids].map((id) => graph.modules[id] as ModuleRecord);
}
