import type { FlatGraph } from '../model/flat-graph.js';
import { bypassNode, type FlatNode } from '../model/flat-graph.js';
import { type ConversionEntry, type Converted, EXACT } from './conversion-entry.js';

/** Takes out what leaves every element as it is and where it is: Flatten, whose order of elements is that of the file, and Delays of nothing. */
export function dropIdentities(graph: FlatGraph): Converted {
  const names = [...graph.nodes].flatMap(([name, node]) => (isIdentity(node) ? [name] : []));
  return { graph: names.reduce(bypassNode, graph), entries: names.map((name) => entryOf(name, graph)) };
}

/** Whether a node gives out, element by element, what it gets in the same timestep. */
export const isIdentity = (node: FlatNode): boolean =>
  node.type === 'Flatten' || (node.type === 'Delay' && node.delay.data.every((delay) => delay === 0));

const entryOf = (name: string, { nodes }: FlatGraph): ConversionEntry => ({
  node: name,
  change: 'IDENTITY_DROPPED',
  what: `${nodes.get(name)?.type} was left out`,
  why: 'it passes on every element as it is, and layers of a chip have no shape',
  expectedError: EXACT,
});
