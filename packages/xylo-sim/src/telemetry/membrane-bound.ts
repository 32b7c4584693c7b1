import { type DeviceConfig, decay, INT16_MAX, leak, type UpdateRule } from '@xylopipe/core';
import type { Connections } from '../reference/connections.js';
import { MEMBRANE_RULES } from '../reference/increment.js';
import { type Network, networkOf } from '../reference/network.js';
import type { Neurons } from '../reference/neurons.js';

/** The highest membranes that an input can lead to, `(Nhidden)` and `(Nout)`. */
export interface MembraneBounds {
  readonly hidden: Int16Array;
  readonly outputs: Int16Array;
}

/**
 * A membrane that starts at rest and has not fired cannot be above its bound at the end of a timestep, or when it is
 * compared with its threshold: a threshold above the bound is never reached. The bound need not be reached either.
 *
 * - In a timestep a synapse gets at most P: the spikes that its sources can have, 15 of an input channel and 31 of a
 *   neuron, over all weights above 0. It rises until its leak takes P, and not above 16 bits: `a`, the least value with
 *   `leak(a, dashSyn) >= P`. What reaches the membrane has decayed once.
 * - The membrane gets at most the sum of its synapses and its bias. It rises until its leak takes that: the bound is the
 *   least `v` from 0 that the update rule moves no further up with it.
 *
 * Both are fixed points of functions that never fall as their state rises: from below one never gets above it.
 */
export function membraneBounds(config: DeviceConfig, updateRule: UpdateRule): MembraneBounds {
  const network = networkOf(config, false);
  return {
    hidden: boundsOf(network.hidden, drives(network.hidden, [network.input, network.recurrent]), updateRule),
    outputs: boundsOf(network.outputs, drives(network.outputs, [network.output]), updateRule),
  };
}

/** What each synapse can get in a timestep. */
function drives({ isyn }: Network['hidden'], groups: readonly Connections[]): Float64Array {
  const drive = new Float64Array(isyn.length);
  for (const { synapse, amount, maxSpikes } of groups) {
    for (let c = 0; c < amount.length; c++) if (amount[c] > 0) drive[synapse[c]] += amount[c] * maxSpikes;
  }
  return drive;
}

function boundsOf(neurons: Neurons, drive: Float64Array, updateRule: UpdateRule): Int16Array {
  const { count, isyn, dashSyn, dashMem, bias } = neurons;
  const { increment } = MEMBRANE_RULES[updateRule];
  return Int16Array.from({ length: count }, (_, id) => {
    let current = 0;
    for (let synapse = id; synapse < isyn.length; synapse += count) {
      const highest = leastThat((a) => leak(a, dashSyn[synapse]) >= drive[synapse]);
      current += decay(highest, dashSyn[synapse]);
    }
    return leastThat((v) => increment(v, dashMem[id], current, bias[id]) <= 0);
  });
}

/** The least of 0 to 32767 for which a condition holds that holds for all above it too; 32767 if for none. */
function leastThat(holds: (x: number) => boolean): number {
  let low = 0;
  let high: number = INT16_MAX;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
