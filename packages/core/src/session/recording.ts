import type { DeviceConfig } from '../artifacts/device-config.js';
import { type Evolution, type OutputMode, SIGNAL_NAMES, type SignalName } from '../artifacts/evolution.js';
import type { Tensor } from '../data/tensor.js';
import { XylopipeError } from '../issues/error.js';
import { neuronsOf, type WantedSignals } from './record-choice.js';

/** What is written to while a chip evolves: one row per timestep of the whole input. All values are written. */
export interface Recording {
  readonly signals: { readonly [S in SignalName]?: RecordedSignal };
  /** `(T)`: 1 where the chip could have hibernated, 0 elsewhere; `null` where it cannot. */
  readonly hibernation: Uint8Array | null;
}

/** The rows of one signal. */
export interface RecordedSignal {
  /** `(T, n)`, row-major. */
  readonly rows: Int16Array;
  /** Ids of the n recorded neurons, one per column; `null` for all of them in order. */
  readonly neurons: Uint32Array | null;
}

/** Arrays of the caller to record into, at least as long as what is recorded. */
export type RecordingBuffers = { readonly [S in SignalName]?: Int16Array | undefined };

/** Number of values that a signal takes: timesteps times neurons. */
export function valuesOf(
  name: SignalName,
  neurons: readonly number[] | null,
  config: DeviceConfig,
  steps: number,
): number {
  return steps * (neurons?.length ?? neuronsOf(name, config));
}

/**
 * Room for `steps` timesteps of the wanted signals, in the caller's arrays where there are any; they hold what they held.
 * `hibernation` says whether the chip has that.
 * @throws RECORDING_TOO_LARGE if there is no memory for it.
 */
export function newRecording(
  config: DeviceConfig,
  hibernation: boolean,
  steps: number,
  wanted: WantedSignals,
  into: RecordingBuffers = {},
): Recording {
  const signals: { [S in SignalName]?: RecordedSignal } = {};
  try {
    for (const [name, neurons] of wanted) {
      const values = valuesOf(name, neurons, config, steps);
      const array = into[name];
      signals[name] = {
        rows: array === undefined ? new Int16Array(values) : new Int16Array(array.buffer, array.byteOffset, values),
        neurons: neurons && Uint32Array.from(neurons),
      };
    }
    return { signals, hibernation: hibernation ? new Uint8Array(steps) : null };
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new XylopipeError('RECORDING_TOO_LARGE', `there is no memory to record ${steps} timesteps`, {
      who: config.chipId,
      hint: 'evolve fewer timesteps at a time, the state is carried on; or record fewer neurons',
      cause,
    });
  }
}

/** A filled recording as the result of a run. The arrays are taken over. */
export function evolutionOf(recording: Recording, config: DeviceConfig, steps: number, output: OutputMode): Evolution {
  const signals: { [S in SignalName]?: Tensor<Int16Array> } = {};
  const chosen: { [S in SignalName]?: readonly number[] } = {};
  for (const name of SIGNAL_NAMES) {
    const recorded = recording.signals[name];
    if (recorded === undefined) continue;
    const { rows, neurons } = recorded;
    signals[name] = { shape: [steps, neurons?.length ?? neuronsOf(name, config)], data: rows };
    if (neurons !== null) chosen[name] = Array.from(neurons);
  }
  const evolution: Evolution = {
    stage: 'evolved',
    chipId: config.chipId,
    dt: config.dt,
    steps,
    output,
    signals,
    hibernation: recording.hibernation && stepsMarkedIn(recording.hibernation),
  };
  return Object.keys(chosen).length === 0 ? evolution : { ...evolution, neurons: chosen };
}

function stepsMarkedIn(marks: Uint8Array): readonly number[] {
  const steps: number[] = [];
  for (let step = 0; step < marks.length; step++) if (marks[step] !== 0) steps.push(step);
  return steps;
}
