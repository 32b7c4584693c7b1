import type { NeuronColumn } from '@xylopipe/report';

/** Which neuron a row of a table is of. */
export const neuronIds = (count: number): NeuronColumn => ({
  name: 'neuron',
  unit: '',
  description: 'its hardware id; outputs count from 0',
  values: Uint16Array.from({ length: count }, (_, id) => id),
});
