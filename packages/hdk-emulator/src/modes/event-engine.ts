import { XylopipeError } from '@xylopipe/core';
import type { Clock, OperationMode, SpikeBatch } from '@xylopipe/hdk-transport';
import type { HostRoom } from '../host/host-room.js';
import type { Network } from '../network/network.js';
import { Pacer } from '../pacer.js';
import { refusal } from '../refuse.js';
import { inSlices } from './in-slices.js';
import { checkSpikes } from './input-spikes.js';
import { type TimestepParts, Timesteps } from './timesteps.js';

/** Timesteps that one operation can process: what takes longer looks like a hanging board. */
const MOST_TIMESTEPS = 1_000_000;
/** Timesteps, and bytes of readouts, between two pauses. */
const SLICE_TIMESTEPS = 500;
const SLICE_BYTES = 65_536;
/** Shortest timestep of real time in milliseconds: an emulated board is no faster. */
const SHORTEST_TIMESTEP = 0.1;

/** Takes in spikes, and decides by the mode when timesteps are processed. */
export class EventEngine {
  readonly timesteps: Timesteps;
  readonly #parts: TimestepParts;
  readonly #realTime: Pacer;
  readonly #room: HostRoom;
  #mode: OperationMode = 'accelerated';
  #working = false;
  #sincePause = 0;
  #stopped = false;
  #failure: unknown;

  /** @param room of the host that accelerated timesteps wait for; real time waits for nobody */
  constructor(parts: TimestepParts, clock: Clock, room: HostRoom) {
    this.#parts = parts;
    this.timesteps = new Timesteps(parts);
    this.#room = room;
    this.#realTime = new Pacer(clock, () => this.#tick());
  }

  /** Whether an operation is processing timesteps. */
  get working(): boolean {
    return this.#working;
  }

  /** Follows what the host wrote into a register: `MAN` is a mode, too. */
  registersWritten(): void {
    const { registers } = this.#parts;
    const manual = registers.has('MAN') ? registers.get('MAN') === 1 : this.#mode === 'manual';
    if (manual !== (this.#mode === 'manual')) this.#change(manual ? 'manual' : 'accelerated');
  }

  /** @throws TIMESTEP_TOO_SHORT, BAD_COUNTS, BAD_MEMORY where that starts real time */
  setMode(mode: OperationMode): void {
    if (mode === this.#mode) return;
    const { registers } = this.#parts;
    const begins = mode === 'realTime' && !registers.has('TR_TRIG');
    const period = begins ? this.#period() : 0;
    this.#change(mode);
    registers.set('MAN', mode === 'manual' ? 1 : 0);
    if (begins) this.#realTime.start(period);
  }

  /** Begins real time, if it has not begun. @throws WRONG_MODE, TIMESTEP_TOO_SHORT, BAD_COUNTS, BAD_MEMORY */
  startRealTime(): void {
    if (this.#mode !== 'realTime') throw refusal('WRONG_MODE', `real time cannot begin in ${this.#mode} mode`);
    const period = this.#period();
    if (!this.#realTime.running) this.#realTime.start(period);
  }

  /** @throws SPIKES_INVALID, TIMESTEP_OVER, TOO_MANY_TIMESTEPS, BAD_COUNTS, BAD_MEMORY */
  sendSpikes(spikes: SpikeBatch): undefined | Promise<undefined> {
    const network = this.#parts.core.network();
    const inOrder = this.#mode === 'accelerated';
    checkSpikes(spikes, network.inputs, inOrder);
    const { timesteps, channels, counts } = spikes;
    if (timesteps.length === 0) return undefined;
    if (inOrder) {
      const { next } = this.timesteps;
      if (timesteps[0] < next)
        throw refusal('TIMESTEP_OVER', `spikes of timestep ${timesteps[0]}, the next one is ${next}`);
      checkNumber(timesteps[timesteps.length - 1] - next);
      return this.#run(this.#take(spikes, network));
    }
    for (let i = 0; i < timesteps.length; i++) this.timesteps.input.add(channels[i], counts[i]);
    return undefined;
  }

  /** @throws WRONG_MODE, TOO_MANY_TIMESTEPS, BAD_COUNTS, BAD_MEMORY */
  triggerProcessing(before?: number): undefined | Promise<undefined> {
    if (this.#mode === 'realTime') throw refusal('WRONG_MODE', 'in real time the clock triggers processing');
    const network = this.#parts.core.network();
    if (this.#mode === 'manual') {
      this.timesteps.input.takeRegisters();
      this.timesteps.process(network, 'nothing');
      return undefined;
    }
    const { next } = this.timesteps;
    const until = before ?? next + 1;
    checkNumber(until - next);
    return this.#run(this.#advance(until, network));
  }

  /** @throws BAD_COUNTS, BAD_MEMORY */
  triggerReadout(): void {
    this.timesteps.readOut(this.#parts.core.network());
  }

  /** What runs by itself or takes its time ends: real time, and an operation between two of its timesteps. */
  stop(): void {
    this.#realTime.stop();
    this.#stopped = true;
  }

  /** Tells once what real time ended on. @throws REAL_TIME_STOPPED */
  checkRealTime(): void {
    if (this.#failure === undefined) return;
    const cause = this.#failure;
    this.#failure = undefined;
    const message = `after timestep ${this.timesteps.last}: ${(cause as Error).message}`;
    throw new XylopipeError('REAL_TIME_STOPPED', message, { cause });
  }

  #change(mode: OperationMode): void {
    this.#realTime.stop();
    this.#mode = mode;
  }

  /** Of real time, in milliseconds. */
  #period(): number {
    const { registers, mainClock, core } = this.#parts;
    core.network();
    const cycles = registers.get('TR_WRAP');
    const period = (cycles / mainClock) * 1000;
    if (period >= SHORTEST_TIMESTEP) return period;
    throw refusal(
      'TIMESTEP_TOO_SHORT',
      `TR_WRAP ${cycles} at ${mainClock} Hz is ${period} ms, an emulated board takes at least ${SHORTEST_TIMESTEP} ms`,
    );
  }

  #tick(): void {
    try {
      this.timesteps.process(this.#parts.core.network(), 'spikesAndReadout');
    } catch (error) {
      this.#realTime.stop();
      this.#failure = error;
    }
  }

  *#take({ timesteps, channels, counts }: SpikeBatch, network: Network): Generator<undefined, void> {
    for (let i = 0; i < timesteps.length; i++) {
      if (timesteps[i] > this.timesteps.next) yield* this.#advance(timesteps[i], network);
      this.timesteps.input.add(channels[i], counts[i]);
    }
  }

  *#advance(until: number, network: Network): Generator<undefined, void> {
    const slice = Math.min(SLICE_TIMESTEPS, Math.ceil(SLICE_BYTES / this.#parts.monitors.readoutBytes));
    this.#working = true;
    try {
      while (this.timesteps.next < until) {
        if (++this.#sincePause > slice) {
          yield;
          this.#sincePause = 1;
        }
        if (this.#stopped) throw refusal('OPERATION_STOPPED', 'the host has left, or the board was unplugged');
        this.timesteps.process(network, 'readout');
      }
    } finally {
      this.#working = false;
    }
  }

  /** Does an operation's work, with pauses where it is long. */
  #run(work: Generator<undefined, void>): undefined | Promise<undefined> {
    this.#sincePause = 0;
    this.#stopped = false;
    return inSlices(work, () => this.#room.wait());
  }
}

function checkNumber(timesteps: number): void {
  if (timesteps > MOST_TIMESTEPS)
    throw refusal('TOO_MANY_TIMESTEPS', `${timesteps} timesteps in one operation, at most ${MOST_TIMESTEPS}`);
}
