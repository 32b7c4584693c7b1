import type { Issue } from '@xylopipe/core';
import type { FlatGraph, NirEdge } from '../model/flat-graph.js';

/** Nodes that have no effect, or that nothing has an effect on. */
export function checkReach({ nodes, edges }: FlatGraph): readonly Issue[] {
  const named = (type: string): string[] => [...nodes].flatMap(([name, node]) => (node.type === type ? [name] : []));
  const backwards = edges.map(([source, target]): NirEdge => [target, source]);
  return [
    ...without(nodes, reached(named('Input'), edges), 'NIR_NO_INPUT', 'no input reaches this node'),
    ...without(nodes, reached(named('Output'), backwards), 'NIR_NO_EFFECT', 'this node reaches no output'),
  ];
}

function reached(start: readonly string[], edges: readonly NirEdge[]): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const [source, target] of edges) next.set(source, [...(next.get(source) ?? []), target]);
  // A set grows while it is walked.
  const found = new Set(start);
  for (const name of found) for (const target of next.get(name) ?? []) found.add(target);
  return found;
}

const without = (nodes: FlatGraph['nodes'], found: ReadonlySet<string>, code: string, message: string): Issue[] =>
  [...nodes.keys()]
    .filter((name) => !found.has(name))
    .map((name) => ({ code, severity: 'warning', at: ['nodes', name], message }));
