import {
  type DeviceConfig,
  type Evolution,
  OUTPUT_SIGNALS,
  type OutputMode,
  SIGNAL_NAMES,
  type SignalName,
  specSizes,
  type Tensor,
  type UpdateRule,
  XylopipeError,
} from '@xylopipe/core';
import type { RecordedSignal, Recording } from './core.js';

/** The signals that an evolution is to hold: its output, and what is recorded besides. Throws `UNKNOWN_SIGNAL` for a name that is none. */
export function signalsOf(output: OutputMode, record: boolean | readonly SignalName[]): readonly SignalName[] {
  const answer: SignalName | undefined = OUTPUT_SIGNALS[output];
  if (answer === undefined) throw unknown('output mode', output, Object.keys(OUTPUT_SIGNALS));
  if (record === true) return SIGNAL_NAMES;
  const wanted = new Set([answer, ...(record === false ? [] : record)]);
  for (const name of wanted) if (!SIGNAL_NAMES.includes(name)) throw unknown('signal', name, SIGNAL_NAMES);
  return [...wanted];
}

/** Zeros for `steps` timesteps of the wanted signals. Hibernation is what update rule v2 brought. */
export function newRecording(
  config: DeviceConfig,
  updateRule: UpdateRule,
  steps: number,
  names: readonly SignalName[],
): Recording {
  const signals: { [S in SignalName]?: RecordedSignal } = {};
  for (const name of names) {
    signals[name] = { rows: new Int16Array(steps * widthOf(name, config)), neurons: null };
  }
  return { signals, hibernation: updateRule === 'v1' ? null : new Uint8Array(steps) };
}

/** A filled recording as the result of a run. The arrays are taken over. */
export function evolutionOf(recording: Recording, config: DeviceConfig, steps: number, output: OutputMode): Evolution {
  const signals: { [S in SignalName]?: Tensor<Int16Array> } = {};
  for (const name of SIGNAL_NAMES) {
    const recorded = recording.signals[name];
    if (recorded !== undefined) signals[name] = { shape: [steps, widthOf(name, config)], data: recorded.rows };
  }
  return {
    stage: 'evolved',
    chipId: config.chipId,
    dt: config.dt,
    steps,
    output,
    signals,
    hibernation: recording.hibernation && stepsMarkedIn(recording.hibernation),
  };
}

/** Neurons that a signal has. */
function widthOf(name: SignalName, config: DeviceConfig): number {
  const { hidden, outputs } = specSizes(config);
  return name.endsWith('Out') ? outputs : hidden;
}

function stepsMarkedIn(marks: Uint8Array): readonly number[] {
  const steps: number[] = [];
  for (let step = 0; step < marks.length; step++) if (marks[step] !== 0) steps.push(step);
  return steps;
}

const unknown = (what: string, name: string, known: readonly string[]): XylopipeError =>
  new XylopipeError('UNKNOWN_SIGNAL', `there is no ${what} "${name}"; have: ${known.join(', ')}`);
