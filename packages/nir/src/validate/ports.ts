import type { Issue, IssuePath } from '@xylopipe/core';
import type { NirGraph } from '../model/nir-graph.js';

/** Graphs, nested ones too, that nothing can get into or out of. */
export function checkPorts(graph: NirGraph, at: IssuePath = []): readonly Issue[] {
  const types = new Set([...graph.nodes.values()].map(({ type }) => type));
  const inner = [...graph.nodes].flatMap(([name, node]) =>
    node.type === 'NIRGraph' ? checkPorts(node, [...at, 'nodes', name]) : [],
  );
  const missing = (['Input', 'Output'] as const).filter((type) => !types.has(type));
  return [
    ...missing.map(
      (type): Issue => ({
        code: 'NIR_PORT_MISSING',
        severity: 'error',
        at: [...at, 'nodes'],
        message: `the graph has no ${type} node`,
        hint: `add one, with an edge ${type === 'Input' ? 'to its first' : 'from its last'} node`,
      }),
    ),
    ...inner,
  ];
}
