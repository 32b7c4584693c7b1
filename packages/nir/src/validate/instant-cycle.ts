import type { Issue } from '@xylopipe/core';
import type { FlatGraph, FlatNode } from '../model/flat-graph.js';
import { nodesOnCycles } from '../model/on-cycles.js';

const STATEFUL: ReadonlySet<string> = new Set(['I', 'IF', 'LI', 'LIF', 'CubaLI', 'CubaLIF']);

/** Nodes that go in circles without any time passing: what they give would have to be there before it is. */
export function instantCycle({ nodes, edges }: FlatGraph): readonly Issue[] {
  const takesTime = (name: string): boolean => {
    const node = nodes.get(name) as FlatNode;
    return STATEFUL.has(node.type) || (node.type === 'Delay' && node.delay.data.every((delay) => delay > 0));
  };
  const names = nodesOnCycles(edges.filter((edge) => !edge.some(takesTime)));
  if (names.length === 0) return [];
  return [
    {
      code: 'NIR_INSTANT_CYCLE',
      severity: 'error',
      at: ['edges'],
      measured: names.length,
      limit: 0,
      message: `a cycle has neither neurons nor a delay: ${names.map((name) => JSON.stringify(name)).join(', ')}`,
      hint: 'put a node of neurons or a Delay into the cycle',
    },
  ];
}
