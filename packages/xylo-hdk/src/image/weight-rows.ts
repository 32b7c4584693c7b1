import type { DeviceConfig } from '@xylopipe/core';
import type { ImageSizes } from './sizes.js';

/** Input weights of one synapse: a row for each channel, as long as there are hidden neurons that can take input. */
export function inputRows({ weightsIn }: DeviceConfig, synapse: number, { inputExpansion }: ImageSizes): Int8Array {
  const [inputs = 0, targets = 0, synapses = 1] = weightsIn.shape;
  const rows = new Int8Array(inputs * inputExpansion);
  for (let channel = 0; channel < inputs; channel++)
    for (let target = 0; target < targets; target++)
      rows[channel * inputExpansion + target] = weightsIn.data[(channel * targets + target) * synapses + synapse];
  return rows;
}

/** Output weights: a row for each hidden neuron that can drive outputs, buffer neurons included. */
export function outputRows({ weightsOut }: DeviceConfig, sizes: ImageSizes): Int8Array {
  const { hiddenInUse, hidden, outputExpansion } = sizes;
  const [sources = 0, outputs = 0] = weightsOut.shape;
  const rows = new Int8Array(outputExpansion * outputs);
  // The first row is of neuron `hiddenInUse - outputExpansion`, the first weights of neuron `hidden - sources`.
  rows.set(weightsOut.data, (hidden - sources - (hiddenInUse - outputExpansion)) * outputs);
  return rows;
}
