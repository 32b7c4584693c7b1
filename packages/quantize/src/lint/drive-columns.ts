import { decay, INT16_MAX, wrap16 } from '@xylopipe/core';
import type { NeuronLint } from './neuron-lint.js';
import type { NeuronPairs } from './neuron-pairs.js';

type DriveColumns = Pick<NeuronLint, 'reach' | 'isynWorst' | 'vmemWorst' | 'steady' | 'saturationRisk'>;

/** What a synapse gets at most in a timestep, upwards and downwards. */
interface Drive {
  readonly up: number;
  readonly down: number;
}

/** How far the states of each neuron can go, cut at 16 bits and not. */
export function driveColumns(pairs: NeuronPairs): DriveColumns {
  const { count, dashMem, dashSyn, bias, threshold } = pairs;
  const columns = {
    reach: new Int32Array(count),
    isynWorst: new Float64Array(count),
    vmemWorst: new Float64Array(count),
    steady: new Float64Array(count),
    saturationRisk: new Uint8Array(count),
  };
  for (let n = 0; n < count; n++) {
    const dashes = dashSyn.map(({ quantized }) => quantized[n] as number);
    const mem = dashMem.quantized[n] as number;
    const constant = bias.quantized[n] as number;
    const worst = drivesOf(pairs, n, (maxSpikes) => maxSpikes);
    const steady = drivesOf(pairs, n, () => 1);
    const [isynWorst, vmemWorst] = ratios(worst, dashes, mem, constant);
    // A threshold of 0 or less is reached at rest, and each spike then raises the membrane.
    const level = threshold.quantized[n] as number;
    columns.reach[n] = level > 0 ? reachOf(worst, dashes, mem, constant) : INT16_MAX;
    columns.isynWorst[n] = isynWorst;
    columns.vmemWorst[n] = vmemWorst;
    columns.steady[n] = Math.max(...ratios(steady, dashes, mem, constant));
    columns.saturationRisk[n] = Math.max(isynWorst, vmemWorst) <= 1 ? 0 : (columns.steady[n] as number) > 1 ? 2 : 1;
  }
  return columns;
}

function drivesOf({ into, dashSyn }: NeuronPairs, target: number, spikes: (most: number) => number): readonly Drive[] {
  return dashSyn.map((_, synapse) => {
    let [up, down] = [0, 0];
    for (const { sources, targets, synapses, quantized, quantizedUnit, maxSpikes } of into) {
      if (target >= targets) continue;
      const most = spikes(maxSpikes);
      for (let source = 0; source < sources; source++) {
        // A word ends at 16 bits after its shift, too, as on the chip.
        const amount = wrap16((quantized[(source * targets + target) * synapses + synapse] as number) * quantizedUnit);
        if (amount > 0) up += amount * most;
        else down += amount * most;
      }
    }
    return { up, down };
  });
}

/**
 * Largest magnitudes of synapse and membrane over 32767, nothing cut: a state that gets `x` per timestep goes to
 * `x 2^dash`, where its leak takes `x`; what a membrane gets of a synapse has decayed once.
 */
function ratios(
  drives: readonly Drive[],
  dashSyn: readonly number[],
  dashMem: number,
  bias: number,
): readonly [isyn: number, vmem: number] {
  const far = (side: keyof Drive): readonly number[] =>
    drives.map((drive, s) => drive[side] * 2 ** (dashSyn[s] as number));
  const membrane = (side: keyof Drive): number =>
    (drives.reduce((sum, drive, s) => sum + drive[side] * (2 ** (dashSyn[s] as number) - 1), 0) + bias) * 2 ** dashMem;
  const isyn = Math.max(...[...far('up'), ...far('down')].map(Math.abs), 0);
  return [isyn / INT16_MAX, Math.max(membrane('up'), -membrane('down'), 0) / INT16_MAX];
}

/** The bound of the membrane with everything cut at 16 bits: where its leak takes what it gets at most. */
function reachOf(drives: readonly Drive[], dashSyn: readonly number[], dashMem: number, bias: number): number {
  const current = drives.reduce((sum, { up }, s) => {
    const dash = dashSyn[s] as number;
    return sum + decay(highest(up, dash), dash);
  }, 0);
  return highest(current + bias, dashMem);
}

/** The least state whose leak is `gain` or more; a leak is at least 1. */
const highest = (gain: number, dash: number): number =>
  gain <= 1 ? Math.max(gain, 0) : Math.min(gain * 2 ** dash, INT16_MAX);
