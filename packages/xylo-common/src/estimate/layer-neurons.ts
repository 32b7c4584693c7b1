import type { LayerPlacement } from '@xylopipe/core';

/** A layer with the neurons that it has, wherever they lie. */
export interface LayerNeurons {
  /** Name of the layer; `hidden` or `output` for neurons of which nobody says the layer. */
  readonly name: string;
  readonly role: LayerPlacement['role'];
  /** Indices among the hidden, or among the output neurons. */
  readonly neurons: readonly number[];
}

/** Which hidden and output neurons are in which layer; blocks of one layer come together. Every neuron is in one of them. */
export function neuronsByLayer(
  layers: readonly LayerPlacement[],
  hidden: number,
  outputs: number,
): readonly LayerNeurons[] {
  return [...ofRole(layers, 'hidden', hidden), ...ofRole(layers, 'output', outputs)];
}

function ofRole(
  layers: readonly LayerPlacement[],
  role: LayerPlacement['role'],
  count: number,
): readonly LayerNeurons[] {
  const blocks = layers.filter((layer) => layer.role === role);
  // Ids of outputs begin at the chip's number of hidden neurons, wherever that is.
  const base = role === 'hidden' ? 0 : Math.min(...blocks.map(({ firstId }) => firstId));
  const left = new Set(Array.from({ length: count }, (_, i) => i));
  const byName = new Map<string, number[]>();
  for (const { name, firstId, count: size } of blocks) {
    const neurons = byName.get(name) ?? [];
    byName.set(name, neurons);
    for (let i = firstId - base; i < firstId - base + size; i++) if (left.delete(i)) neurons.push(i);
  }
  const found = [...byName].map(([name, neurons]): LayerNeurons => ({ name, role, neurons }));
  return left.size === 0 ? found : [...found, { name: role, role, neurons: [...left] }];
}
