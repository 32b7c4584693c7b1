import type { ChainTree, LifTree, NetworkTree } from '@xylopipe/core';
import { synNet } from '@xylopipe/nn';
import { arrayDifference, firstOf, type Tolerance, valueDifference } from '../difference.js';

/** Parameters in the file are float32. */
const FLOAT32: Tolerance = { abs: 0, rel: 1e-6 };

/** How the audio event network differs from the SynNet that our builder makes; weights are not compared. */
export function synNetDifference(tree: NetworkTree): string | undefined {
  const built = synNet({
    nChannels: 16,
    nClasses: 4,
    sizeHiddenLayers: [63, 63, 63],
    timeConstantsPerHidden: [3, 7, 7],
    dt: 0.009994,
    thresholdOut: 0.7,
  }).toTree();
  const [ours, theirs] = [built, tree].map((t) => (t as ChainTree).children);
  return firstOf([
    () => valueDifference('layers', ours?.map(shapeOf), theirs?.map(shapeOf)),
    ...(ours ?? []).map((layer, i) => () => {
      if (layer.type !== 'LIF') return undefined;
      return arrayDifference(`parameters of layer ${i}`, numbersOf(layer), numbersOf(theirs?.[i] as LifTree), FLOAT32);
    }),
  ]);
}

const shapeOf = (layer: NetworkTree): unknown => [layer.type, layer.name, 'shape' in layer ? layer.shape : undefined];

const numbersOf = ({ tau_mem, tau_syn, threshold, bias, dt, max_spikes_per_dt }: LifTree): readonly number[] =>
  [tau_mem, tau_syn, threshold, bias, dt, max_spikes_per_dt].flat(2).map(Number);
