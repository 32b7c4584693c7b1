import type { NirEdge } from './flat-graph.js';

/** The nodes that are on cycles, or between them: those that remain when nodes that nothing leads to, or that lead nowhere, are taken away again and again. */
export function nodesOnCycles(edges: readonly NirEdge[]): readonly string[] {
  let left = edges;
  for (let before = -1; before !== left.length; ) {
    before = left.length;
    const sources = new Set(left.map(([source]) => source));
    const targets = new Set(left.map(([, target]) => target));
    left = left.filter(([source, target]) => targets.has(source) && sources.has(target));
  }
  return [...new Set(left.flat())];
}
