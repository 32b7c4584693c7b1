import { INT16_MAX } from '@xylopipe/core';
import type { NeuronPairs } from './neuron-pairs.js';

/** What all sources of one sign add to a synapse, one spike each: real weights, and by how much rounding can raise it. */
interface RealDrive {
  readonly sum: number;
  readonly rounding: number;
}

/**
 * The largest factor with which synapses and membrane of a neuron stay within 16 bits when all sources of one sign spike
 * once per timestep, however its weights and its bias are rounded. 0 or less where there is none.
 */
export function safeFactor(pairs: NeuronPairs, n: number): number {
  const { dashMem, dashSyn, bias } = pairs;
  const constant = bias.mapped[n] as number;
  let largest = Number.POSITIVE_INFINITY;
  const within = (sum: number, rounding: number, gain: number): void => {
    if (sum > 0) largest = Math.min(largest, (INT16_MAX / gain - rounding) / sum);
    else if (rounding * gain > INT16_MAX) largest = 0;
  };
  for (const sign of [1, -1]) {
    let [sum, rounding] = [sign * constant, constant === 0 ? 0 : 0.5];
    dashSyn.forEach(({ quantized }, synapse) => {
      const gain = 2 ** (quantized[n] as number);
      const drive = realDrive(pairs, n, synapse, sign);
      within(drive.sum, drive.rounding, gain);
      sum += drive.sum * (gain - 1);
      rounding += drive.rounding * (gain - 1);
    });
    within(sum, rounding, 2 ** (dashMem.quantized[n] as number));
  }
  return largest;
}

function realDrive({ into }: NeuronPairs, target: number, synapse: number, sign: number): RealDrive {
  let [sum, rounding] = [0, 0];
  for (const { sources, targets, synapses, mapped, mappedUnit, quantizedUnit } of into) {
    if (target >= targets) continue;
    for (let source = 0; source < sources; source++) {
      const weight = sign * (mapped[(source * targets + target) * synapses + synapse] as number);
      if (weight <= 0) continue;
      sum += weight * mappedUnit;
      rounding += quantizedUnit / 2;
    }
  }
  return { sum, rounding };
}
