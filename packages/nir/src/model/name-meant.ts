import type { NirGraph } from './nir-graph.js';

/**
 * Which node the edges mean by a name that no node has: if that is the only such name, the one node that no edge names.
 * Exporters that rename the nodes of a nested graph, but not its edges, leave such graphs.
 */
export function nameMeant({ nodes, edges }: NirGraph, name: string): string | undefined {
  const named = new Set(edges.flat());
  const unknown = [...named].filter((end) => !nodes.has(end));
  const alone = [...nodes.keys()].filter((node) => !named.has(node));
  return unknown.length === 1 && unknown[0] === name && alone.length === 1 ? alone[0] : undefined;
}
