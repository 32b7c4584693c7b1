import { type SignalName, XylopipeError } from '@xylopipe/core';
import type { RecordedSignal, Recording } from '@xylopipe/core/session';
import type { MonitoredSignal, Readout } from '@xylopipe/hdk-transport';
import type { MonitorRange, Monitors } from './monitors.js';

/** Writes what a readout brings into row `step` of a recording. */
export type Recorder = (readout: Readout, step: number) => void;

/**
 * Records readouts. Signals that are not monitored stay as they are.
 * @param neuronsOf - how many neurons a signal has.
 * @throws READOUT_INVALID, out of the recorder, for a readout without states that were to be monitored.
 */
export function recorderOf(
  recording: Recording,
  monitors: Monitors,
  neuronsOf: (name: SignalName) => number,
): Recorder {
  const columns = Object.entries(recording.signals).flatMap(([name, signal]): Recorder[] => {
    if (signal.rows.length === 0) return [];
    const ids = signal.neurons ?? Uint32Array.from({ length: neuronsOf(name as SignalName) }, (_, id) => id);
    if (name === 'spikesOut') return [recordOutputSpikes(signal, ids)];
    const range = monitors.get(name as MonitoredSignal);
    return range === undefined ? [] : [recordStates(name as MonitoredSignal, range, signal, ids)];
  });
  const { hibernation } = recording;
  return (readout, step) => {
    for (const record of columns) record(readout, step);
    if (hibernation !== null) hibernation[step] = Number(readout.hibernating);
  };
}

const recordOutputSpikes =
  ({ rows }: RecordedSignal, ids: Uint32Array): Recorder =>
  ({ outputSpikes }, step) => {
    for (let n = 0; n < ids.length; n++) rows[step * ids.length + n] = (outputSpikes >>> ids[n]) & 1;
  };

const recordStates =
  (name: MonitoredSignal, range: MonitorRange, { rows }: RecordedSignal, ids: Uint32Array): Recorder =>
  (readout, step) => {
    const found = readout.states.find(({ signal }) => signal === name);
    if (found === undefined || found.first !== range.first || found.values.length !== range.count)
      throw invalid(name, readout);
    for (let n = 0; n < ids.length; n++) rows[step * ids.length + n] = found.values[ids[n] - range.first];
  };

const invalid = (name: MonitoredSignal, { timestep }: Readout): XylopipeError =>
  new XylopipeError('READOUT_INVALID', `the readout of timestep ${timestep} has not the ${name} that it was to bring`);
