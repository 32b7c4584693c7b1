import { AliasConnection, findModules, type GraphHolder } from '@xylopipe/graph';
import type { Layout } from './allocate.js';
import { idsByNode } from './node-table.js';

/**
 * Per hidden neuron those that its spikes are also sent as: for every residual block, neuron `k` of the layer before it
 * gets neuron `k` of its last layer. Chains are left to the chip, which sends on what arrives at a neuron of a higher id.
 */
export function placeAliases(graph: GraphHolder, { hidden, sizes }: Layout): readonly (readonly number[])[] {
  const aliases = Array.from({ length: sizes.hidden }, (): number[] => []);
  const ids = idsByNode(hidden);
  for (const { inputNodes, outputNodes } of findModules(graph, AliasConnection)) {
    inputNodes.forEach((node, i) => {
      const targets = ids.get(outputNodes[i] as (typeof outputNodes)[number]) ?? [];
      for (const source of ids.get(node) ?? []) aliases[source]?.push(...targets);
    });
  }
  return aliases;
}
