import { fileURLToPath } from 'node:url';
import type { MappedSpec, NetworkTree, Raster } from '@xylopipe/core';
import { networkFromTree } from '@xylopipe/nn';
import { describe, expect, it } from 'vitest';
import { createXylopipe } from 'xylopipe';
import { readNetwork } from 'xylopipe/node';
import { classifyOnChip } from './classify.js';
import { loadDigits, loadNetwork } from './data.js';
import { encodeImage } from './encode-image.js';

const fileOf = (name: string): string => fileURLToPath(new URL(`../data/${name}.nir`, import.meta.url));

/** What a network becomes on a chip, and which class it gives each raster. */
async function onChip(tree: NetworkTree, chipId: string, rasters: readonly Raster[]) {
  const { session, artifacts } = await createXylopipe()
    .network(networkFromTree(tree))
    .on(chipId)
    .quantize({ method: 'global' })
    .deploy();
  const predictions: number[] = [];
  for (const raster of rasters) predictions.push((await classifyOnChip(session, raster, false)).predicted);
  await session.close();
  return { spec: artifacts.spec, predictions };
}

/** Layers of a file have the names of its nodes, those of these trees none. */
const unnamed = ({ layers, ...spec }: MappedSpec) => ({ ...spec, layers: layers.map(({ name, ...layer }) => layer) });

describe('networks out of NIR files', () => {
  it.each([
    ['digits-10', 'syns65302', 10, 293],
    ['digits-8-residual', 'syns61201', 8, 228],
  ] as const)('%s is mapped as its tree is, and reads every test image alike', async (name, chipId, classes, right) => {
    const digits = loadDigits(classes);
    const rasters = digits.map(({ image }) => encodeImage(image));
    const { value: network, layout } = await readNetwork(fileOf(name));
    const [imported, own] = [
      await onChip(network.toTree(), chipId, rasters),
      await onChip(loadNetwork(name), chipId, rasters),
    ];
    expect([layout, unnamed(imported.spec), imported.predictions]).toEqual(['nir', unnamed(own.spec), own.predictions]);
    expect(imported.predictions.filter((predicted, i) => predicted === digits[i]!.label)).toHaveLength(right);
  });
});
