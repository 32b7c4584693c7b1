import type { GraphNode } from '@xylopipe/graph';
import type { PlacedLayer } from './allocate.js';

/** What of the chip is at the nodes of a graph: channels, ids or synapses. Several where layers share a node. */
export type NodeTable = ReadonlyMap<GraphNode, readonly number[]>;

export function nodeTable(entries: readonly (readonly [node: GraphNode, at: number])[]): NodeTable {
  const table = new Map<GraphNode, number[]>();
  for (const [node, at] of entries) {
    const there = table.get(node);
    if (there === undefined) table.set(node, [at]);
    else there.push(at);
  }
  return table;
}

/** The ids of the neurons that drive each node. */
export const idsByNode = (layers: readonly PlacedLayer[]): NodeTable =>
  nodeTable(
    layers.flatMap(({ module, ids }) => module.outputNodes.map((node, n) => [node, ids[n] as number] as const)),
  );
