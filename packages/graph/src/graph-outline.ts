import { bagGraph } from './bag-graph.js';
import type { Graph } from './graph-holder.js';
import type { GraphModule } from './graph-module.js';
import type { GraphNode } from './graph-node.js';

/** One end of an edge: a module's place in walk order, or the outside. */
export type EdgeEnd = number | 'input' | 'output';

/** Nodes by which one module feeds another. */
export interface OutlineEdge {
  readonly from: EdgeEnd;
  readonly to: EdgeEnd;
  /** Number of nodes. */
  readonly width: number;
}

/** A graph as modules and the edges between them: what prints have in common. */
export interface GraphOutline {
  readonly name: string;
  readonly nin: number;
  readonly nout: number;
  readonly nodeCount: number;
  /** In walk order. */
  readonly modules: readonly GraphModule[];
  /** By target, the output last; edges of one target in the order of its nodes. */
  readonly edges: readonly OutlineEdge[];
}

/** What a print of a graph has to show. */
export function outlineOf(graph: Graph): GraphOutline {
  const { nodes, modules } = bagGraph(graph);
  const idOf = new Map(modules.map((module, id) => [module, id]));
  const inputs = new Set(graph.inputNodes);

  const edgesInto = (to: EdgeEnd, targets: readonly GraphNode[]): readonly OutlineEdge[] => {
    const widths = new Map<EdgeEnd, number>();
    const count = (from: EdgeEnd): void => void widths.set(from, (widths.get(from) ?? 0) + 1);
    for (const node of new Set(targets)) {
      if (inputs.has(node)) count('input');
      for (const source of node.sources) count(idOf.get(source) as number);
    }
    return Array.from(widths, ([from, width]) => ({ from, to, width }));
  };

  return {
    name: graph.name,
    nin: graph.inputNodes.length,
    nout: graph.outputNodes.length,
    nodeCount: nodes.length,
    modules,
    edges: [...modules.flatMap((m, id) => edgesInto(id, m.inputNodes)), ...edgesInto('output', graph.outputNodes)],
  };
}
