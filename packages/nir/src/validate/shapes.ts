import { type Issue, type IssuePath, sizeOf } from '@xylopipe/core';
import type { NodeShapes } from '../evaluate/node-shapes.js';
import { sameShape, shown } from '../model/field-checks.js';
import type { FlatGraph } from '../model/flat-graph.js';
import type { NirGraph } from '../model/nir-graph.js';

/** Edges that are there twice: an edge is an identity, the second says nothing. */
export function checkEdges(graph: NirGraph, at: IssuePath = []): readonly Issue[] {
  const seen = new Set<string>();
  const issues: Issue[] = [];
  graph.edges.forEach(([source, target], i) => {
    const key = JSON.stringify([source, target]);
    if (seen.has(key)) {
      const message = `there is a second edge from ${JSON.stringify(source)} to ${JSON.stringify(target)}: it counts once`;
      issues.push({ code: 'NIR_DUPLICATE_EDGE', severity: 'warning', at: [...at, 'edges', i], message });
    }
    seen.add(key);
  });
  for (const [name, node] of graph.nodes) {
    if (node.type === 'NIRGraph') issues.push(...checkEdges(node, [...at, 'nodes', name]));
  }
  return issues;
}

/**
 * What the Python package refuses although sizes fit: shapes that are not the same on both ends of an edge, Input and
 * Output nodes of nested graphs that tell another shape than what passes through them.
 */
export function checkShapes(
  root: NirGraph,
  { nodes, edges }: FlatGraph,
  shapes: ReadonlyMap<string, NodeShapes>,
): readonly Issue[] {
  const issues: Issue[] = [];
  for (const [source, target] of edges) {
    const from = shapes.get(source)?.output ?? [];
    const to = shapes.get(target)?.input ?? [];
    if (sizeOf(from) === sizeOf(to) && !sameShape(from, to)) issues.push(differs(['nodes', target], source, from, to));
  }
  /** Ports are not in the flat graph: they are held against the nodes next to them, which are. */
  const lookInside = (graph: NirGraph, prefix: string, at: IssuePath): void => {
    for (const [source, target] of graph.edges) {
      const [outer, inner] = [graph.nodes.get(source), graph.nodes.get(target)];
      if (outer?.type === 'Input' && inner !== undefined && nodes.get(prefix + target) === inner) {
        const to = shapes.get(prefix + target)?.input ?? [];
        if (!sameShape(outer.shape, to)) issues.push(differs([...at, 'nodes', target], source, outer.shape, to));
      }
      if (inner?.type === 'Output' && outer !== undefined && nodes.get(prefix + source) === outer) {
        const from = shapes.get(prefix + source)?.output ?? [];
        if (!sameShape(from, inner.shape)) issues.push(differs([...at, 'nodes', target], source, from, inner.shape));
      }
    }
    for (const [name, node] of graph.nodes) {
      if (node.type === 'NIRGraph') lookInside(node, `${prefix}${name}.`, [...at, 'nodes', name]);
    }
  };
  for (const [name, node] of root.nodes) {
    if (node.type === 'NIRGraph') lookInside(node, `${name}.`, ['nodes', name]);
  }
  return issues;
}

const differs = (at: IssuePath, source: string, from: readonly number[], to: readonly number[]): Issue => ({
  code: 'NIR_SHAPE_DIFFERS',
  severity: 'warning',
  at,
  measured: shown(from),
  limit: shown(to),
  message: `${JSON.stringify(source)} gives another shape than this takes, which the Python package refuses`,
  hint: 'make the shapes the same on both ends of the edge',
});
