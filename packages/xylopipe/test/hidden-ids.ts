import type { MappedSpec } from '@xylopipe/core';

/** The id of each hidden neuron, in the order of a network with one hidden layer. */
export function hiddenIds({ layers }: MappedSpec): number[] {
  const ids: number[] = [];
  for (const { role, firstId, firstNeuron = 0, count } of layers) {
    if (role === 'hidden') for (let k = 0; k < count; k++) ids[firstNeuron + k] = firstId + k;
  }
  return ids;
}
