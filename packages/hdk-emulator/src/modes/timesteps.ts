import type { ChipLimits } from '@xylopipe/core';
import type { BusEvent } from '@xylopipe/hdk-transport';
import type { EvolutionCore } from '../evolve/core.js';
import type { FaultList } from '../faults/fault-list.js';
import type { Monitors } from '../monitors.js';
import type { Network } from '../network/network.js';
import type { PowerMeter } from '../power/power-meter.js';
import { cyclesOf } from '../power/power-model.js';
import type { RegisterFile } from '../registers/register-file.js';
import { InputSpikes } from './input-spikes.js';

/** What {@link Timesteps} work with. */
export interface TimestepParts {
  readonly limits: ChipLimits;
  readonly registers: RegisterFile;
  readonly core: EvolutionCore;
  readonly monitors: Monitors;
  readonly power: PowerMeter;
  readonly faults: FaultList;
  /** Hz. */
  readonly mainClock: number;
  readonly emit: (event: BusEvent) => void;
}

/** What is told of a timestep. */
export type Telling = 'nothing' | 'readout' | 'spikesAndReadout';

/** Processes timesteps one after the other, counts them, and tells what came of them. */
export class Timesteps {
  /** Of the next timestep. */
  readonly input: InputSpikes;
  /** Membrane potentials of output neurons, for the status registers. */
  readonly outputPotentials: Int16Array;
  readonly #parts: TimestepParts;
  #next = 0;
  #last = -1;
  #hibernating = false;

  constructor(parts: TimestepParts) {
    this.#parts = parts;
    this.input = new InputSpikes(parts.registers, parts.limits);
    this.outputPotentials = new Int16Array(parts.limits.outputNeurons);
  }

  /** Number of the next timestep. */
  get next(): number {
    return this.#next;
  }

  /** Number of the last one that was processed; -1 where none was. */
  get last(): number {
    return this.#last;
  }

  /** Processes one timestep with the input that waits. */
  process(network: Network, telling: Telling): void {
    const { core, faults, registers, power, mainClock, emit } = this.#parts;
    const timestep = this.#next++;
    if (faults.dropsTimestep(timestep)) {
      this.input.clear();
      return;
    }
    core.process(network, this.input.counts);
    this.input.clear();
    this.#last = timestep;
    this.#hibernating = core.quiet && registers.get('HM_EN') === 1;
    if (!this.#hibernating) power.worked(cyclesOf(core.work, network) / mainClock);
    const { vmem, outputSpikes } = core.states;
    if (registers.get('ALWAYS_UPDATE_OMP_STAT') === 1)
      for (let output = 0; output < network.outputs; output++)
        this.outputPotentials[output] = vmem[network.hidden + output];
    if (telling === 'nothing') return;
    for (let neuron = 0; telling === 'spikesAndReadout' && neuron < network.outputs; neuron++)
      if (((outputSpikes >>> neuron) & 1) === 1) emit({ type: 'spike', timestep, neuron });
    this.readOut(network);
  }

  /** Tells of the last timestep. */
  readOut(network: Network): void {
    const { core, monitors, emit } = this.#parts;
    emit({
      type: 'readout',
      timestep: this.#last,
      outputSpikes: core.states.outputSpikes,
      hibernating: this.#hibernating,
      states: monitors.read(network),
    });
  }

  /** Clears states and input, and counts anew. */
  reset(): void {
    const { core, faults } = this.#parts;
    if (!faults.keepsStates()) {
      core.clearStates();
      this.outputPotentials.fill(0);
    }
    this.input.clear();
    this.#hibernating = false;
    this.#next = 0;
    this.#last = -1;
  }
}
