import { SIGNAL_NAMES, type SignalName } from '@xylopipe/core';
import type { Recording } from '../core.js';
import type { Network } from './network.js';

/** One recorded signal: the states that it samples, and the rows that it fills. */
export interface Tap {
  readonly state: Int16Array | Uint8Array;
  readonly rows: Int16Array;
}

/** The taps of the signals that a recording wants. A second synapse that does not exist has none: its rows stay zero. */
export function tapsOf({ hidden, outputs }: Network, { signals }: Recording): readonly Tap[] {
  const states: Readonly<Record<SignalName, Tap['state']>> = {
    spikesOut: outputs.spikes,
    vmemOut: outputs.vmem,
    isynOut: outputs.isyn,
    vmem: hidden.vmem,
    isyn: hidden.isyn.subarray(0, hidden.count),
    isyn2: hidden.isyn.subarray(hidden.count),
    spikesHidden: hidden.spikes,
  };
  return SIGNAL_NAMES.flatMap((name) => {
    const recorded = signals[name];
    return recorded === undefined || states[name].length === 0 ? [] : [{ state: states[name], rows: recorded.rows }];
  });
}

/** Samples all taps at the end of timestep `step`. */
export function record(taps: readonly Tap[], step: number): void {
  for (const { state, rows } of taps) rows.set(state, step * state.length);
}
