import { SIGNAL_NAMES, type SignalName } from '@xylopipe/core';
import type { Recording } from '@xylopipe/core/session';
import type { Network } from './network.js';

/** What each signal samples: one value per neuron. */
export type Samples = Readonly<Record<SignalName, Int16Array | Uint8Array>>;

/** The states of a network by signal. A second synapse that does not exist is at zero for ever. */
export const samplesOf = ({ hidden, outputs }: Network): Samples => ({
  spikesOut: outputs.spikes,
  vmemOut: outputs.vmem,
  isynOut: outputs.isyn,
  vmem: hidden.vmem,
  isyn: hidden.isyn.subarray(0, hidden.count),
  isyn2: hidden.synapses === 2 ? hidden.isyn.subarray(hidden.count) : new Int16Array(hidden.count),
  spikesHidden: hidden.spikes,
});

/** Writes row `step` of every signal that the recording wants: what its neurons are at now, the end of that timestep. */
export function record(samples: Samples, { signals }: Recording, step: number): void {
  for (const name of SIGNAL_NAMES) {
    const signal = signals[name];
    if (signal === undefined) continue;
    const { rows, neurons } = signal;
    if (neurons === null) rows.set(samples[name], step * samples[name].length);
    else
      for (let column = 0; column < neurons.length; column++) {
        rows[step * neurons.length + column] = samples[name][neurons[column]];
      }
  }
}
