import { type Issue, refuseOnErrors } from '@xylopipe/core';
import { type Graph, GraphHolder } from './graph-holder.js';
import type { GraphModule } from './graph-module.js';
import type { GraphNode } from './graph-node.js';

/** Which nodes to join, in pairs: `sourceIndices[i]` with `destIndices[i]`. */
export interface ConnectOptions {
  /** Positions among the source's output nodes. Default: all, in order. */
  readonly sourceIndices?: readonly number[] | undefined;
  /** Positions among the destination's input nodes. Default: all, in order. */
  readonly destIndices?: readonly number[] | undefined;
}

/**
 * Joins output nodes of `source` to input nodes of `dest`, in place. The source's nodes stay and get the destination's
 * sinks and sources appended; the destination's nodes vanish, from its modules and from `dest` if that is a holder.
 * Input nodes that are not joined remain as they are.
 *
 * Returns the outside of the whole: input nodes of `source`, output nodes of `dest`.
 * Throws `CONNECT_INVALID` with all issues, and changes nothing, if the two do not fit together.
 */
export function connectModules(source: Graph, dest: Graph, options: ConnectOptions = {}): GraphHolder {
  const sourceIndices = options.sourceIndices ?? source.outputNodes.map((_, i) => i);
  const destIndices = options.destIndices ?? dest.inputNodes.map((_, i) => i);
  refuse(source, dest, [
    ...checkIndices('sourceIndices', sourceIndices, source.outputNodes.length),
    ...checkIndices('destIndices', destIndices, dest.inputNodes.length),
    ...checkWidth(sourceIndices.length, destIndices.length),
  ]);

  const joins = destIndices.map((to, i): Join => {
    const from = sourceIndices[i] as number;
    return { from, to, kept: source.outputNodes[from] as GraphNode, gone: dest.inputNodes[to] as GraphNode };
  });
  refuse(source, dest, checkJoins(joins, source));

  const substitutes = new Map<GraphNode, GraphNode>();
  const touched = new Set<Graph>([source, dest]);
  for (const { kept, gone } of joins) {
    if (kept === gone) continue;
    substitutes.set(gone, kept);
    for (const module of handOver(gone, kept)) touched.add(module);
  }
  for (const owner of touched) owner.substituteNodes(substitutes);
  return new GraphHolder(source.inputNodes, dest.outputNodes);
}

interface Join {
  readonly from: number;
  readonly to: number;
  readonly kept: GraphNode;
  readonly gone: GraphNode;
}

/** Moves the modules of one node to the end of the lists of another; gives those modules. */
function handOver(gone: GraphNode, kept: GraphNode): readonly GraphModule[] {
  const sinks = [...gone.sinks];
  const sources = [...gone.sources];
  for (const module of sinks) {
    gone.removeSink(module);
    kept.addSink(module);
  }
  for (const module of sources) {
    gone.removeSource(module);
    kept.addSource(module);
  }
  return [...sinks, ...sources];
}

const describe = (graph: Graph): string => (graph.name === '' ? 'a graph without a name' : graph.name);

const refuse = (source: Graph, dest: Graph, issues: readonly Issue[]): void => {
  refuseOnErrors(issues, 'CONNECT_INVALID', `cannot join ${describe(source)} to ${describe(dest)}`, {
    who: 'connectModules',
  });
};

function checkIndices(key: 'sourceIndices' | 'destIndices', indices: readonly number[], count: number): Issue[] {
  const issues: Issue[] = [];
  const seen = new Set<number>();
  const what = key === 'sourceIndices' ? 'output' : 'input';
  indices.forEach((index, i) => {
    if (!(Number.isInteger(index) && index >= 0 && index < count)) {
      issues.push({
        code: 'INDEX_OUT_OF_RANGE',
        severity: 'error',
        at: [key, i],
        measured: index,
        limit: count - 1,
        message: `there is no ${what} node ${index}, only ${count}`,
        hint: `use integers from 0 to ${count - 1}`,
      });
    } else if (seen.has(index)) {
      issues.push({
        code: 'INDEX_DUPLICATE',
        severity: 'error',
        at: [key, i],
        measured: index,
        message: `${what} node ${index} is named twice`,
        hint: 'join every node once',
      });
    }
    seen.add(index);
  });
  return issues;
}

function checkWidth(sources: number, dests: number): readonly Issue[] {
  if (sources === dests) return [];
  return [
    {
      code: 'WIDTH_MISMATCH',
      severity: 'error',
      at: [],
      measured: sources,
      limit: dests,
      message: `${sources} output nodes cannot be joined to ${dests} input nodes`,
      hint: 'make the layers equally wide, or choose nodes with sourceIndices and destIndices',
    },
  ];
}

/** A node can vanish into one other only, and not if it is an output of the source itself. */
function checkJoins(joins: readonly Join[], source: Graph): readonly Issue[] {
  const outputs = new Set(source.outputNodes);
  const keptFor = new Map<GraphNode, GraphNode>();
  const issues: Issue[] = [];
  for (const { from, to, kept, gone } of joins) {
    const other = keptFor.get(gone);
    keptFor.set(gone, kept);
    const twice = other !== undefined && other !== kept;
    if (!twice && (kept === gone || !outputs.has(gone))) continue;
    issues.push({
      code: 'ALREADY_JOINED',
      severity: 'error',
      at: ['destIndices', to],
      message: `input node ${to} cannot be joined to output node ${from}: it is joined to another one`,
      hint: 'put a LinearWeights between the two to add up or to permute channels',
    });
  }
  return issues;
}
