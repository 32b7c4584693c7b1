import type { Issue } from '../issues/issue.js';
import type { LayerPlacement } from './spec-fields.js';

/**
 * Layers that several have the name of, an error `LAYER_NAME_TWICE` each: blocks of one name and role are one layer, so
 * that each must go on with the neuron at which another ends.
 */
export function layersNamedTwice(layers: readonly LayerPlacement[]): readonly Issue[] {
  const blocksOf = new Map<string, LayerPlacement[]>();
  for (const block of layers) {
    const key = `${block.role} ${block.name}`;
    blocksOf.set(key, [...(blocksOf.get(key) ?? []), block]);
  }
  return [...blocksOf.values()].flatMap((blocks): Issue[] => {
    const ordered = blocks.toSorted((a, b) => (a.firstNeuron ?? 0) - (b.firstNeuron ?? 0));
    const overlaps = ordered.some((block, i) => {
      const before = ordered[i - 1];
      return before !== undefined && (block.firstNeuron ?? 0) < (before.firstNeuron ?? 0) + before.count;
    });
    const [{ name, role }] = blocks as [LayerPlacement];
    return overlaps ? [namedTwice(name, role, blocks.length)] : [];
  });
}

const namedTwice = (name: string, role: LayerPlacement['role'], blocks: number): Issue => ({
  code: 'LAYER_NAME_TWICE',
  severity: 'error',
  at: ['layers', name],
  measured: blocks,
  limit: 1,
  message: `several ${role} layers are called ${name}`,
  hint: 'map the network again, which gives each layer a name of its own',
});
