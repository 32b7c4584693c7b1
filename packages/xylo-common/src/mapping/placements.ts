import type { LayerPlacement } from '@xylopipe/core';
import type { Layout, PlacedLayer } from './allocate.js';

/** Which ids every layer got, hidden layers first: a block for each, and several where its ids are not consecutive. */
export const placements = ({ hidden, outputs }: Layout): readonly LayerPlacement[] =>
  [...hidden.flatMap(blocksOf('hidden')), ...outputs.flatMap(blocksOf('output'))].toSorted(
    (a, b) => a.firstId - b.firstId,
  );

const blocksOf =
  (role: LayerPlacement['role']) =>
  ({ module: { name }, ids }: PlacedLayer): readonly LayerPlacement[] => {
    const starts = [...ids.keys()].filter((n) => n === 0 || ids[n] !== (ids[n - 1] as number) + 1);
    return starts.map((firstNeuron, i) => {
      const count = (starts[i + 1] ?? ids.length) - firstNeuron;
      const block = { name, role, firstId: ids[firstNeuron] as number, count };
      return starts.length === 1 ? block : { ...block, firstNeuron };
    });
  };
