import { editGraph, type FlatGraph, type FlatNode } from '../model/flat-graph.js';
import { type ConversionEntry, type Converted, EXACT } from './conversion-entry.js';
import { affine, diagonal, type Weights, weightsOf } from './weights.js';

/** Makes all weights of one kind, Affine in float64; a Scale becomes weights on a diagonal. */
export function unifyWeights(graph: FlatGraph): Converted {
  const entries: ConversionEntry[] = [];
  const put = [...graph.nodes].flatMap(([name, node]): (readonly [string, Weights])[] => {
    if (node.type === 'Scale') entries.push(entryOf(name, node));
    const weights = unified(node);
    return weights === undefined ? [] : [[name, weights]];
  });
  return { graph: editGraph(graph, { put }), entries };
}

function unified(node: FlatNode): Weights | undefined {
  if (node.type === 'Linear' || node.type === 'Affine') return weightsOf(node);
  return node.type === 'Scale' ? affine(diagonal(node.scale.data)) : undefined;
}

const entryOf = (node: string, { scale }: Extract<FlatNode, { type: 'Scale' }>): ConversionEntry => ({
  node,
  change: 'SCALE_FOLDED',
  what: `${scale.data.length} factors became weights on a diagonal`,
  why: 'a chip has weights, but no factors',
  expectedError: EXACT,
});
