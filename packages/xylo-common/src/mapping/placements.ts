import type { LayerPlacement } from '@xylopipe/core';
import { distinctNames } from '@xylopipe/graph';
import type { Layout, PlacedLayer } from './allocate.js';

/**
 * Which ids every layer got, hidden layers first: a block for each, and several where its ids are not consecutive. Modules
 * of one name get distinct ones.
 */
export function placements({ hidden, outputs }: Layout): readonly LayerPlacement[] {
  const names = distinctNames([...hidden, ...outputs].map(({ module }) => module.name));
  const blocks = [
    ...hidden.map(({ ids }, i) => blocksOf(names[i] as string, 'hidden', ids)),
    ...outputs.map(({ ids }, i) => blocksOf(names[hidden.length + i] as string, 'output', ids)),
  ];
  return blocks.flat().toSorted((a, b) => a.firstId - b.firstId);
}

function blocksOf(name: string, role: LayerPlacement['role'], ids: PlacedLayer['ids']): readonly LayerPlacement[] {
  const starts = [...ids.keys()].filter((n) => n === 0 || ids[n] !== (ids[n - 1] as number) + 1);
  return starts.map((firstNeuron, i) => {
    const count = (starts[i + 1] ?? ids.length) - firstNeuron;
    const block = { name, role, firstId: ids[firstNeuron] as number, count };
    return starts.length === 1 ? block : { ...block, firstNeuron };
  });
}
