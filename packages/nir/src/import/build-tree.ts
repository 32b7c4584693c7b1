import type { ChainTree, Issue, NetworkTree } from '@xylopipe/core';
import { nodeIssue } from '../model/node-issue.js';
import type { Layer } from './layer.js';

/** What flows between layers at a point of a chain: the sum of what some nodes give. */
type Sum = ReadonlySet<string>;

/**
 * Layers as one chain. A layer that reads the sum of the layer before it and of something earlier closes a residual
 * block, which begins where that was.
 * @param layers - In topological order.
 * @param input - Name of the Input.
 * @param output - Name of the Output, and what it adds up.
 */
export function buildTree(
  layers: readonly Layer[],
  input: string,
  output: { readonly name: string; readonly sources: readonly string[] },
): { readonly tree: ChainTree; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  // Trees of the parts of the chain so far, and what flows before the first and behind each.
  const parts: (readonly NetworkTree[])[] = [];
  const points: Sum[] = [new Set([input])];

  /** Wraps parts into residual blocks until what is `wanted` comes out of the last. */
  const closeBlocks = (wanted: Sum): boolean => {
    for (let start = points.length - 2; start >= 0; start--) {
      const end = points[points.length - 1];
      const skipped = points[start];
      if (isSame(end, wanted)) return true;
      if (!isWithin(skipped, wanted) || !isApart(skipped, end)) continue;
      parts.push([{ type: 'Residual', children: parts.splice(start).flat() }]);
      points.splice(start + 1, points.length, new Set([...skipped, ...end]));
    }
    return isSame(points[points.length - 1], wanted);
  };

  for (const { name, sources, trees } of layers) {
    if (sources.length > 1) issues.push(differentWeights(name, sources));
    else if (!closeBlocks(new Set(sources[0]))) issues.push(branch(name, sources[0]));
    parts.push(trees);
    points.push(new Set([name]));
  }
  if (!closeBlocks(new Set(output.sources))) issues.push(branch(output.name, output.sources));
  return { tree: { type: 'Sequential', children: parts.flat() }, issues };
}

const isWithin = (a: Sum, b: Sum): boolean => [...a].every((name) => b.has(name));
const isApart = (a: Sum, b: Sum): boolean => ![...a].some((name) => b.has(name));
const isSame = (a: Sum, b: Sum): boolean => a.size === b.size && isWithin(a, b);

const differentWeights = (node: string, sources: readonly (readonly string[])[]): Issue =>
  nodeIssue(
    'NIR_PARALLEL_WEIGHTS',
    node,
    `gets ${sources.map((names) => names.join(' + ')).join(' and ')} through different weights`,
    'let what skips a layer be added to its spikes, so that both go through the same weights: a residual block',
    { measured: sources.length, limit: 1 },
  );

const branch = (node: string, sources: readonly string[]): Issue =>
  nodeIssue(
    'NIR_BRANCH',
    node,
    `reads ${sources.join(' + ')}, which is not all that is behind the layer before it`,
    'build one chain of layers, in which residual blocks add their input to their output',
    { measured: sources.length },
  );
