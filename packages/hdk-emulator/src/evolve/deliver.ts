import type { Connections } from '../network/connections.js';
import type { Network } from '../network/network.js';
import { saturate } from './arithmetic.js';
import type { States } from './states.js';

/** Connections over which spikes went in a timestep, and channels and neurons that were looked at. */
export interface Work {
  input: number;
  recurrent: number;
  output: number;
}

/** Spikes of this timestep's input, channel by channel. */
export function deliverInput(
  { input, synapse2, inputs }: Network,
  states: States,
  counts: Uint8Array,
  work: Work,
): void {
  for (let channel = 0; channel < inputs; channel++) {
    const count = counts[channel];
    if (count === 0) continue;
    work.input += deliver(input, channel, count, states.isyn);
    if (synapse2 !== undefined) work.input += deliver(synapse2.input, channel, count, states.isyn2!);
  }
}

/** Spikes of hidden neurons in the timestep before, neuron by neuron, to hidden and to output neurons. */
export function deliverSpikes(network: Network, states: States, work: Work): void {
  const { recurrent, output, synapse2, hidden } = network;
  const { spikes, isyn } = states;
  for (let neuron = 0; neuron < hidden; neuron++) {
    const count = spikes[neuron];
    if (count === 0) continue;
    work.recurrent += deliver(recurrent, neuron, count, isyn);
    if (synapse2 !== undefined) work.recurrent += deliver(synapse2.recurrent, neuron, count, states.isyn2!);
    work.output += deliver(output, neuron, count, isyn);
  }
}

/** Adds a weight `count` times, saturating: at once, as all are the same. Gives the number of connections. */
function deliver({ start, target, weight }: Connections, source: number, count: number, isyn: Int16Array): number {
  const first = start[source];
  const end = start[source + 1];
  for (let i = first; i < end; i++) isyn[target[i]] = saturate(isyn[target[i]] + count * weight[i]);
  return end - first;
}
