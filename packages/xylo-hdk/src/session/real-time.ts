import { type EvolveOptions, type Issue, refuseOnErrors, type SignalName, XylopipeError } from '@xylopipe/core';
import { newRecording, type Recording } from '@xylopipe/core/session';
import type { Operation } from '@xylopipe/hdk-transport';
import { placeOf } from '../image/chip-layout.js';
import { packWord } from '../image/pack-words.js';
import type { BoardLink } from './board-link.js';
import { monitorOperations, monitorsFor } from './monitors.js';
import { recordedSignals } from './recorded-signals.js';
import { recorderOf } from './recorder.js';
import type { Turn } from './turns.js';

/** How to watch a chip in real time. */
export interface MonitorOptions extends Pick<EvolveOptions, 'output' | 'record'> {
  /** Clock of the chip in Hz, for the duration of a timestep. Default: that of its limits. */
  readonly mainClock?: number | undefined;
}

/** What a timestep of real time came to. */
export interface RealTimeStep {
  /** As the board counts. */
  readonly timestep: number;
  /** `(N)` each: the output, and what was recorded besides. */
  readonly signals: { readonly [S in SignalName]?: Int16Array };
  /** Whether the chip could have hibernated in it; `null` where it cannot. */
  readonly hibernating: boolean | null;
}

/**
 * Lets a chip run in real time, a timestep every `dt` of the configuration, until the turn is interrupted.
 * @throws RECORD_INVALID, CLOCK_UNKNOWN, NO_REAL_TIME, OPERATION_FAILED where the board refuses
 */
export async function runInRealTime(
  link: BoardLink,
  { output = 'spikes', record = false, mainClock }: MonitorOptions,
  turn: Turn,
  onStep: (step: RealTimeStep) => void,
): Promise<void> {
  const { config, chip, settings, readouts } = link;
  const wanted = recordedSignals(output, record, config, 'realTime', link.bus);
  const begin = beginOperations(link, mainClock);
  const monitors = monitorsFor(wanted, link.neuronsOf, config.synapse2Enable);
  const recording = newRecording(config, settings.hibernation, 1, wanted);
  const recordRow = recorderOf(recording, monitors, link.neuronsOf);
  // Where a vendor's board begins to count is its own affair.
  const remember = link.configuredByVendor ? readouts.forget() : () => {};
  const stopped = readouts.take((readout, repeated) => {
    if (repeated) return true;
    recordRow(readout, 0);
    if (!turn.interrupted) onStep({ timestep: readout.timestep, ...rowOf(recording) });
    return false;
  });
  stopped.catch(() => {});
  try {
    await link.ask([...monitorOperations(chip.limits, monitors), ...begin]);
  } catch (error) {
    readouts.leave();
    remember();
    throw error;
  }
  await Promise.race([turn.interruption, stopped]);
  readouts.limit(settings.requestTimeout);
  await Promise.all([stopped, link.run([{ op: 'setMode', mode: 'manual' }, { op: 'triggerReadout' }])]);
}

/** A copy of the one row of a recording. */
function rowOf({ signals, hibernation }: Recording): Omit<RealTimeStep, 'timestep'> {
  const rows = Object.entries(signals).map(([name, { rows }]) => [name, rows.slice()]);
  return { signals: Object.fromEntries(rows), hibernating: hibernation === null ? null : hibernation[0] === 1 };
}

/** A vendor's driver knows what real time takes; any other board is told how long a timestep is, and begins. */
function beginOperations(link: BoardLink, mainClock: number | undefined): readonly Operation[] {
  const begin: Operation = { op: 'setMode', mode: 'realTime' };
  if (link.configuredByVendor) return [begin];
  return [...wrapOperations(link, mainClock), begin, ...trigger(link.chip)];
}

function wrapOperations({ chip, config }: BoardLink, mainClock = chip.limits.mainClock): readonly Operation[] {
  if (mainClock === undefined || !(mainClock > 0)) {
    throw new XylopipeError('CLOCK_UNKNOWN', 'nobody knows the clock of this chip', {
      who: config.chipId,
      hint: 'give `mainClock` in Hz',
    });
  }
  const cycles = Math.round(config.dt * mainClock);
  const issues: Issue[] = [];
  const wrap = placeOf(chip.registers, 'TR_WRAP');
  const words = ['TR_WRAP', 'HM_TR_WRAP'].flatMap((name): Operation[] => {
    const place = placeOf(chip.registers, name);
    if (place === undefined) return [];
    const { register, field } = place;
    const value = packWord(field, cycles, [register.name, name], issues);
    return [{ op: 'writeRegister', address: register.address, value }];
  });
  if (wrap === undefined) throw new XylopipeError('NO_REAL_TIME', 'this chip has no TR_WRAP', { who: config.chipId });
  refuseOnErrors(issues, 'NO_REAL_TIME', `a timestep of ${config.dt} s is too long`, { who: config.chipId });
  return words;
}

function trigger({ registers }: BoardLink['chip']): readonly Operation[] {
  const place = placeOf(registers, 'TR_TRIG');
  if (place === undefined) return [];
  return [{ op: 'writeRegister', address: place.register.address, value: 2 ** place.field.lsb }];
}
