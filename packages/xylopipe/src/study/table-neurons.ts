import { type SpecLayer, specLayers } from '@xylopipe/compare';
import type { AnySpec } from '@xylopipe/core';
import type { NeuronTable } from '@xylopipe/report';
import { attempt } from './attempt.js';

/** Which neuron each row of a table of `count` neurons is of, by id; no layers where `spec` does not place them all. */
export function tableNeurons(
  spec: AnySpec,
  role: SpecLayer['role'],
  count: number,
): Pick<NeuronTable, 'ids' | 'layers'> {
  const { value: placed = [] } = attempt('the layers', () => ({ value: specLayers(spec), issues: [] }));
  const layers = new Array<string | undefined>(count).fill(undefined);
  for (const layer of placed) {
    if (layer.role === role) for (const id of layer.ids) layers[id] = layer.name;
  }
  const isWhole = layers.length === count && !layers.includes(undefined);
  return {
    ids: Uint16Array.from({ length: count }, (_, id) => id),
    layers: isWhole ? (layers as string[]) : undefined,
  };
}
