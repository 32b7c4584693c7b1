import type { ChipLimits } from '@xylopipe/core';
import type { BusEvent, Clock, OperationMode, Readout, SpikeBatch } from '@xylopipe/hdk-transport';
import type { EvolutionCore } from './evolve/core.js';
import type { FaultList } from './faults/fault-list.js';
import { inSlices } from './in-slices.js';
import { checkSpikes, InputSpikes } from './input-spikes.js';
import type { Monitors } from './monitors.js';
import type { Network } from './network/network.js';
import { Pacer } from './pacer.js';
import type { PowerMeter } from './power/power-meter.js';
import { cyclesOf } from './power/power-model.js';
import { refusal } from './refuse.js';
import type { RegisterFile } from './register-file.js';

/** Timesteps that one operation can process: what takes longer looks like a hanging board. */
const MOST_TIMESTEPS = 1_000_000;
/** Timesteps, and bytes of readouts, between two pauses. */
const SLICE_TIMESTEPS = 500;
const SLICE_BYTES = 65_536;
/** Shortest timestep of real time in milliseconds: an emulated board is no faster. */
const SHORTEST_TIMESTEP = 0.1;

export interface EventEngineParts {
  readonly limits: ChipLimits;
  readonly registers: RegisterFile;
  readonly core: EvolutionCore;
  readonly monitors: Monitors;
  readonly power: PowerMeter;
  readonly faults: FaultList;
  readonly clock: Clock;
  /** Hz. */
  readonly mainClock: number;
  readonly emit: (event: BusEvent) => void;
}

/** Takes in spikes, decides when timesteps are processed, and tells what came of them. */
export class EventEngine {
  /** Membrane potentials of output neurons for the status registers. */
  readonly outputPotentials: Int16Array;
  readonly #parts: EventEngineParts;
  readonly #input: InputSpikes;
  readonly #realTime: Pacer;
  #mode: OperationMode = 'accelerated';
  #next = 0;
  #last = -1;
  #hibernating = false;
  #working = false;
  #ended = false;
  #failure: unknown;

  constructor(parts: EventEngineParts) {
    this.#parts = parts;
    this.outputPotentials = new Int16Array(parts.limits.outputNeurons);
    this.#input = new InputSpikes(parts.registers, parts.limits);
    this.#realTime = new Pacer(parts.clock, () => this.#tick());
  }

  /** Whether timesteps wait to be processed at this moment. */
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
      if (timesteps[0] < this.#next)
        throw refusal('TIMESTEP_OVER', `spikes of timestep ${timesteps[0]}, the next one is ${this.#next}`);
      checkNumber(timesteps[timesteps.length - 1] - this.#next);
      return inSlices(this.#take(spikes, network));
    }
    for (let i = 0; i < timesteps.length; i++) this.#input.add(channels[i], counts[i]);
    return undefined;
  }

  /** @throws WRONG_MODE, TOO_MANY_TIMESTEPS, BAD_COUNTS, BAD_MEMORY */
  triggerProcessing(before?: number): undefined | Promise<undefined> {
    if (this.#mode === 'realTime') throw refusal('WRONG_MODE', 'in real time the clock triggers processing');
    const network = this.#parts.core.network();
    if (this.#mode === 'manual') {
      this.#input.takeRegisters();
      this.#process(network);
      return undefined;
    }
    const until = before ?? this.#next + 1;
    checkNumber(until - this.#next);
    return inSlices(this.#advance(until, network));
  }

  /** @throws BAD_COUNTS, BAD_MEMORY */
  triggerReadout(): void {
    this.#readOut(this.#parts.core.network());
  }

  /** `SRST`. */
  reset(): void {
    const { core, faults } = this.#parts;
    if (!faults.keepsStates()) {
      core.clearStates();
      this.outputPotentials.fill(0);
    }
    this.#input.clear();
    this.#hibernating = false;
    this.#next = 0;
    this.#last = -1;
  }

  /** Real time ends, if it is running. */
  stop(): void {
    this.#realTime.stop();
  }

  /** Everything ends, also in the midst of an operation. */
  end(): void {
    this.#ended = true;
    this.stop();
  }

  /** Tells once what real time ended on. @throws REAL_TIME_STOPPED */
  checkRealTime(): void {
    if (this.#failure === undefined) return;
    const cause = this.#failure;
    this.#failure = undefined;
    throw refusal('REAL_TIME_STOPPED', `after timestep ${this.#last}: ${(cause as Error).message}`);
  }

  #change(mode: OperationMode): void {
    this.stop();
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
      const network = this.#parts.core.network();
      this.#process(network);
    } catch (error) {
      this.stop();
      this.#failure = error;
    }
  }

  *#take({ timesteps, channels, counts }: SpikeBatch, network: Network): Generator<undefined, void> {
    for (let i = 0; i < timesteps.length; i++) {
      if (timesteps[i] > this.#next) yield* this.#advance(timesteps[i], network);
      this.#input.add(channels[i], counts[i]);
    }
  }

  *#advance(until: number, network: Network): Generator<undefined, void> {
    const most = Math.min(SLICE_TIMESTEPS, Math.ceil(SLICE_BYTES / this.#parts.monitors.readoutBytes));
    this.#working = true;
    try {
      for (let left = most; this.#next < until; left--) {
        if (left === 0) {
          yield;
          left = most;
        }
        if (this.#ended) throw refusal('BOARD_UNPLUGGED', 'the board was unplugged');
        this.#process(network);
      }
    } finally {
      this.#working = false;
    }
  }

  #process(network: Network): void {
    const { core, faults, registers, power, mainClock, emit } = this.#parts;
    const timestep = this.#next++;
    if (faults.dropsTimestep(timestep)) {
      this.#input.clear();
      return;
    }
    core.process(network, this.#input.counts);
    this.#input.clear();
    this.#last = timestep;
    this.#hibernating = core.quiet && registers.get('HM_EN') === 1;
    if (!this.#hibernating) power.worked(cyclesOf(core.work, network) / mainClock);
    const { vmem, outputSpikes } = core.states;
    if (registers.get('ALWAYS_UPDATE_OMP_STAT') === 1)
      for (let output = 0; output < network.outputs; output++)
        this.outputPotentials[output] = vmem[network.hidden + output];
    if (this.#mode === 'manual') return;
    for (let neuron = 0; this.#mode === 'realTime' && neuron < network.outputs; neuron++)
      if (((outputSpikes >>> neuron) & 1) === 1) emit({ type: 'spike', timestep, neuron });
    this.#readOut(network);
  }

  #readOut(network: Network): void {
    const { core, monitors, emit } = this.#parts;
    emit({
      type: 'readout',
      timestep: this.#last,
      outputSpikes: core.states.outputSpikes,
      hibernating: this.#hibernating,
      states: monitors.read(network),
    } satisfies Readout);
  }
}

function checkNumber(timesteps: number): void {
  if (timesteps > MOST_TIMESTEPS)
    throw refusal('TOO_MANY_TIMESTEPS', `${timesteps} timesteps in one operation, at most ${MOST_TIMESTEPS}`);
}
