import { type EvolveOptions, type Issue, refuseOnErrors, type SignalName, XylopipeError } from '@xylopipe/core';
import { newRecording, type Recording } from '@xylopipe/core/session';
import type { Operation } from '@xylopipe/hdk-transport';
import { NEVER, type Observable } from 'rxjs';
import { placeOf } from '../image/chip-layout.js';
import { packWord } from '../image/pack-words.js';
import type { BoardLink } from './board-link.js';
import { monitorOperations, monitorsFor } from './monitors.js';
import { refuseHostInput, sendInRealTime } from './real-time-input.js';
import { recordedSignals } from './recorded-signals.js';
import { recorderOf } from './recorder.js';
import type { Turn } from './turns.js';

/** How to watch a chip in real time. */
export interface MonitorOptions extends Pick<EvolveOptions, 'output' | 'record'> {
  /** Clock of the chip in Hz, for the duration of a timestep. Default: that of its limits. */
  readonly mainClock?: number | undefined;
  /**
   * Spikes besides those of the board's own front end: `(Nin)` counts each time, which the chip takes in with the timestep
   * that begins next after they have arrived. It is subscribed to when real time has begun. A channel takes 15 spikes in a
   * timestep; more in one item is told as `INPUT_CLIPPED`, and of several items that arrive before the same timestep the
   * board cuts the sum. A timestep of manual mode follows the end, for those that still wait. Default: none.
   *
   * Emulated boards alone take any. One that a vendor's driver configures refuses it with `NO_HOST_INPUT`: in samna's real
   * time the host has no say.
   */
  readonly input?: Observable<Uint8Array> | undefined;
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
 * @param tell is told of input that is clipped
 * @throws RECORD_INVALID, CLOCK_UNKNOWN, NO_REAL_TIME, NO_HOST_INPUT, OPERATION_FAILED where the board refuses;
 * INPUT_INVALID, INPUT_CHANNELS for what `input` brings, and what it errors with
 */
export async function runInRealTime(
  link: BoardLink,
  { output = 'spikes', record = false, mainClock, input }: MonitorOptions,
  turn: Turn,
  onStep: (step: RealTimeStep) => void,
  tell: (clipped: Issue | undefined) => void,
): Promise<void> {
  const { config, chip, settings, readouts } = link;
  const wanted = recordedSignals(output, record, config, 'realTime', link.bus);
  refuseHostInput(link, input);
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
  const sending = sendInRealTime(link, input ?? NEVER, tell);
  const failure = await Promise.race([turn.interruption, stopped, sending.failure]).finally(sending.stop);
  readouts.limit(settings.requestTimeout);
  await Promise.all([stopped, link.run([...endOperations(sending.sent), { op: 'triggerReadout' }])]);
  if (failure) throw failure.error;
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

/** Spikes that came too late for a timestep of real time get one more, or the next evolution would have them. */
const endOperations = (hasSent: boolean): readonly Operation[] => [
  { op: 'setMode', mode: 'manual' },
  ...(hasSent ? [{ op: 'triggerProcessing' } as const, { op: 'triggerReadout' } as const] : []),
];

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
