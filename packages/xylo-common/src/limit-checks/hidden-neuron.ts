import type { AnySpec } from '@xylopipe/core';

/** A hidden neuron in a message, with its layer where that is known: `neuron 70 (layer 2.1)`. */
export function hiddenNeuron({ layers }: AnySpec, id: number): string {
  const layer = layers.find(({ role, firstId, count }) => role === 'hidden' && id >= firstId && id < firstId + count);
  return layer === undefined ? `neuron ${id}` : `neuron ${id} (layer ${layer.name})`;
}
