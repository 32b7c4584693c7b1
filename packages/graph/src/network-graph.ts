import {
  type Issue,
  type ModuleRecord,
  type NetworkGraph,
  type NodeRecord,
  refuseOnErrors,
  XylopipeError,
} from '@xylopipe/core';
import { AliasConnection } from './alias-connection.js';
import { bagGraph } from './bag-graph.js';
import { checkNetworkGraph } from './check-network-graph.js';
import { GenericNeurons } from './generic-neurons.js';
import { type Graph, GraphHolder } from './graph-holder.js';
import type { GraphModule } from './graph-module.js';
import { type GraphNode, makeNodes } from './graph-node.js';
import { LifNeurons } from './lif-neurons.js';
import { LinearWeights } from './linear-weights.js';

/**
 * A graph as plain data: whatever the walk reaches, nodes and modules numbered in its order (see `bagGraph`), the order
 * of every node's sources and sinks kept. Parameter arrays are shared with the graph, not copied.
 * Throws `GRAPH_NOT_PLAIN` with all issues if there are modules that the artifact does not know, e.g. of one chip.
 */
export function toNetworkGraph(graph: Graph): NetworkGraph {
  const { nodes, modules } = bagGraph(graph);
  const nodeIds = new Map(nodes.map((node, i) => [node, i]));
  const moduleIds = new Map(modules.map((module, i) => [module, i]));
  const idsOf = <T>(ids: ReadonlyMap<T, number>, items: Iterable<T>): readonly number[] =>
    Array.from(items, (item) => ids.get(item) as number);

  const records = modules.map((module) =>
    module.toRecord?.(idsOf(nodeIds, module.inputNodes), idsOf(nodeIds, module.outputNodes)),
  );
  const plain = records.filter((record, i): record is ModuleRecord => record?.type === modules[i]?.type);
  if (plain.length < modules.length) {
    const foreign = modules.flatMap((m, i) => (records[i]?.type === m.type ? [] : [unknownModule(m, i)]));
    throw new XylopipeError('GRAPH_NOT_PLAIN', 'this graph cannot be written as plain data', { issues: foreign });
  }
  return {
    nodes: nodes.map((node) => ({
      sources: idsOf(moduleIds, node.sources),
      sinks: idsOf(moduleIds, node.sinks),
    })),
    inputNodes: idsOf(nodeIds, graph.inputNodes),
    outputNodes: idsOf(nodeIds, graph.outputNodes),
    modules: plain,
  };
}

/**
 * Builds a graph with exactly the orders of the record; parameter arrays are shared with it, not copied.
 * Throws `GRAPH_INVALID` with all issues of `checkNetworkGraph`.
 */
export function fromNetworkGraph(data: NetworkGraph): GraphHolder {
  refuseOnErrors(checkNetworkGraph(data), 'GRAPH_INVALID', 'this graph contradicts itself');
  const nodes = makeNodes(data.nodes.length);
  const at = (ids: readonly number[]): readonly GraphNode[] => ids.map((id) => nodes[id] as GraphNode);
  const modules = data.modules.map((record) => buildModule(record, at(record.inputs), at(record.outputs)));
  data.nodes.forEach((record, i) => {
    order(nodes[i] as GraphNode, record, modules);
  });
  return new GraphHolder(at(data.inputNodes), at(data.outputNodes));
}

/** A graph without the lists of its nodes: those follow from the order of `modules`. */
export interface ModuleList {
  readonly nodeCount: number;
  readonly inputNodes: readonly number[];
  readonly outputNodes: readonly number[];
  readonly modules: readonly ModuleRecord[];
}

/** Completes a list of modules to a graph, as if they were created in list order. Throws `GRAPH_INVALID` as `fromNetworkGraph` does. */
export function networkGraphOfModules({ nodeCount, inputNodes, outputNodes, modules }: ModuleList): NetworkGraph {
  const lists = makeNodes(nodeCount).map(() => ({ sources: new Set<number>(), sinks: new Set<number>() }));
  modules.forEach(({ inputs, outputs }, id) => {
    for (const node of inputs) lists[node]?.sinks.add(id);
    for (const node of outputs) lists[node]?.sources.add(id);
  });
  const nodes = lists.map(({ sources, sinks }) => ({ sources: [...sources], sinks: [...sinks] }));
  const graph = { nodes, inputNodes, outputNodes, modules };
  refuseOnErrors(checkNetworkGraph(graph), 'GRAPH_INVALID', 'these modules do not make a graph');
  return graph;
}

function buildModule(
  record: ModuleRecord,
  inputNodes: readonly GraphNode[],
  outputNodes: readonly GraphNode[],
): GraphModule {
  switch (record.type) {
    case 'LinearWeights':
      return new LinearWeights(inputNodes, outputNodes, record);
    case 'LifNeurons':
      return new LifNeurons(inputNodes, outputNodes, record);
    case 'GenericNeurons':
      return new GenericNeurons(inputNodes, outputNodes, record);
    case 'AliasConnection':
      return new AliasConnection(inputNodes, outputNodes, record);
  }
}

/** Attaching anew moves to the end, so doing it for all of a list gives the order of the list. */
function order(node: GraphNode, record: NodeRecord, modules: readonly GraphModule[]): void {
  for (const id of record.sources) {
    const module = modules[id] as GraphModule;
    node.removeSource(module);
    node.addSource(module);
  }
  for (const id of record.sinks) {
    const module = modules[id] as GraphModule;
    node.removeSink(module);
    node.addSink(module);
  }
}

const unknownModule = (module: GraphModule, id: number): Issue => ({
  code: 'UNKNOWN_MODULE_TYPE',
  severity: 'error',
  at: ['modules', id],
  measured: module.type,
  message: `there is no record for a ${module.type}${module.name === '' ? '' : ` (${module.name})`}`,
  hint: 'take the graph as it was before it was converted for a chip',
});
