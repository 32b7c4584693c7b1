import type { Graph } from './graph-holder.js';
import type { GraphModule } from './graph-module.js';
import type { GraphNode } from './graph-node.js';

/** Everything that is connected to a graph's input and output nodes, in walk order. */
export interface GraphBag {
  readonly nodes: readonly GraphNode[];
  readonly modules: readonly GraphModule[];
}

/**
 * Walks a graph depth first, from its input nodes and then its output nodes.
 * At every module: for each input node its sources, then its sinks; then the same for each output node.
 * A module is listed when it is first reached; a node when a module that owns it is, inputs before outputs, those of
 * `graph` itself first of all. Ids, allocation and aliases follow this order.
 */
export function bagGraph(graph: Graph): GraphBag {
  const nodes = new Set<GraphNode>();
  const modules = new Set<GraphModule>();
  const exhausted = new Set<GraphNode>();
  const enter = (owner: Graph): Iterator<GraphModule> => {
    const own = [...owner.inputNodes, ...owner.outputNodes];
    for (const node of own) nodes.add(node);
    return neighbours(own, exhausted);
  };
  // A stack of its own: networks may be deeper than the call stack is.
  const path = [enter(graph)];
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const { done, value: module } = top.next();
    if (done) path.pop();
    else if (!modules.has(module)) {
      modules.add(module);
      path.push(enter(module));
    }
  }
  return { nodes: [...nodes], modules: [...modules] };
}

/** The modules at some nodes. Nodes of which all modules were given out once have nothing new to give. */
function* neighbours(nodes: readonly GraphNode[], exhausted: Set<GraphNode>): Generator<GraphModule, undefined> {
  for (const node of nodes) {
    if (exhausted.has(node)) continue;
    yield* node.sources;
    yield* node.sinks;
    exhausted.add(node);
  }
}

/** The modules of a class, subclasses included, in walk order. */
export const findModules = <M extends GraphModule>(
  graph: Graph,
  moduleClass: abstract new (...args: never[]) => M,
): readonly M[] => bagGraph(graph).modules.filter((module): module is M => module instanceof moduleClass);
