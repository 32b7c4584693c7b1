import { decay, saturate16 } from '@xylopipe/core';
import type { Cuts } from './cuts.js';
import { fire } from './fire.js';
import type { MembraneRule } from './increment.js';

/** The hidden neurons, or the output neurons: what they are set to, and their state. */
export interface Neurons {
  readonly count: number;
  /** Synapses per neuron. Synapse `s` of neuron `id` is number `s * count + id`. */
  readonly synapses: number;
  /** `(synapses * count)`. */
  readonly dashSyn: Uint8Array;
  /** `(count)`, as are all that follow but `isyn`. */
  readonly dashMem: Uint8Array;
  readonly threshold: Int16Array;
  readonly bias: Int16Array;
  /** Per neuron the ids of those that its spikes are also sent as. */
  readonly aliases: readonly (readonly number[])[];
  /** Spikes that one neuron can emit in a timestep. */
  readonly maxSpikes: number;

  /** `(synapses * count)`. */
  readonly isyn: Int16Array;
  readonly vmem: Int16Array;
  /** Spikes of the last timestep, those that came by an alias included. */
  readonly spikes: Uint8Array;
  /** Marks of what was cut in this timestep; `null` where nobody asks. */
  readonly cuts: Cuts | null;
}

/**
 * One timestep of all neurons, in increasing id, after the delivery of their spikes. A spike has therefore decayed once
 * when it first reaches a membrane.
 * @returns whether none of them moved: all synapses were at zero before their decay, and all increments were 0.
 */
export function updateNeurons(neurons: Neurons, { increment, saturates }: MembraneRule): boolean {
  const { count, isyn, dashSyn, vmem, dashMem, threshold, bias, spikes, aliases, maxSpikes, cuts } = neurons;
  let still = true;
  spikes.fill(0);
  for (let id = 0; id < count; id++) {
    let current = 0;
    for (let synapse = id; synapse < isyn.length; synapse += count) {
      const before = isyn[synapse];
      const after = decay(before, dashSyn[synapse]);
      isyn[synapse] = after;
      current += after;
      if (before !== 0) still = false;
    }

    if (cuts !== null && saturates(vmem[id], dashMem[id], current, bias[id])) cuts.vmem[id] = 1;
    const moved = increment(vmem[id], dashMem[id], current, bias[id]);
    vmem[id] = saturate16(vmem[id] + moved);
    if (moved !== 0) still = false;

    const emitted = fire(vmem, id, threshold[id], spikes[id], maxSpikes);
    spikes[id] = emitted;
    if (cuts !== null && emitted === maxSpikes && vmem[id] >= threshold[id]) cuts.spikes[id] = 1;
    if (emitted > 0) sendAs(aliases[id], emitted, neurons);
  }
  return still;
}

/**
 * Adds a neuron's spikes to those of its aliases. An alias with a higher id is yet to be updated: it starts from this
 * count and passes the sum on. One with a lower id, or the neuron itself, is done: its count grows and nothing else.
 */
function sendAs(targets: readonly number[], emitted: number, { spikes, maxSpikes, cuts }: Neurons): void {
  for (const target of targets) {
    const sum = spikes[target] + emitted;
    spikes[target] = Math.min(sum, maxSpikes);
    if (cuts !== null && sum > maxSpikes) cuts.spikes[target] = 1;
  }
}
