import { wrap16 } from '@xylopipe/core';

/**
 * Fires a neuron as often as its membrane reaches the threshold, which is subtracted each time.
 * The difference wraps to 16 bits. A threshold of 0 or less fires as often as the neuron can while `vmem` is not below it.
 * @param already - spikes that the neuron got from aliases in this timestep; they count toward `most`.
 * @returns its spikes in this timestep, `already` included.
 */
export function fire(vmem: Int16Array, id: number, threshold: number, already: number, most: number): number {
  let v = vmem[id];
  let spikes = already;
  while (v >= threshold && spikes < most) {
    v = wrap16(v - threshold);
    spikes++;
  }
  vmem[id] = v;
  return spikes;
}
