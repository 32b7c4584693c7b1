import type { BusEvent, Clock, Operation, Words } from '@xylopipe/hdk-transport';
import type { EmulatedChip } from './chip.js';
import { EvolutionCore } from './evolve/core.js';
import type { FaultList } from './faults/fault-list.js';
import type { HostRoom } from './host/host-room.js';
import type { Memory } from './memory/memory.js';
import { MemoryGate } from './memory/memory-gate.js';
import { EventEngine } from './modes/event-engine.js';
import { Monitors } from './monitors.js';
import type { PowerMeter } from './power/power-meter.js';
import { RegisterFile } from './registers/register-file.js';

/** What an operation brings back; a promise where it takes its time. */
export type Outcome = number | Words | undefined | Promise<undefined>;

/** What a {@link VirtualChip} is put together with. */
export interface ChipSurroundings {
  readonly memory: Memory;
  readonly faults: FaultList;
  readonly power: PowerMeter;
  readonly clock: Clock;
  /** Of the host that it works for. */
  readonly room: HostRoom;
  /** Hz. */
  readonly mainClock: number;
  readonly emit: (event: BusEvent) => void;
}

/** Registers, memories and an engine, and what each operation does to them. */
export class VirtualChip {
  readonly #registers: RegisterFile;
  readonly #memory: Memory;
  readonly #gate: MemoryGate;
  readonly #monitors: Monitors;
  readonly #engine: EventEngine;
  readonly #power: PowerMeter;
  readonly #faults: FaultList;

  /** @throws CHIP_UNSUPPORTED */
  constructor({ limits, registers }: EmulatedChip, surroundings: ChipSurroundings) {
    const { memory, faults, power, clock, room } = surroundings;
    const live = new Map<string, () => number>();
    this.#registers = new RegisterFile(registers, live);
    this.#memory = memory;
    this.#gate = new MemoryGate(this.#registers);
    this.#power = power;
    this.#faults = faults;
    const core = new EvolutionCore(this.#registers, memory, limits);
    this.#monitors = new Monitors(limits, core.states);
    const parts = { ...surroundings, limits, registers: this.#registers, core, monitors: this.#monitors };
    this.#engine = new EventEngine(parts, clock, room);
    live.set('ON', () => core.states.outputSpikes);
    live.set('PD', () => (this.#engine.working ? 0 : 1));
    const { outputPotentials } = this.#engine.timesteps;
    outputPotentials.forEach((_, output) => {
      live.set(`VMEM${output}`, () => outputPotentials[output]);
    });
  }

  /** @throws as `VirtualBoard.execute` has it, but for BOARD_UNPLUGGED */
  execute(operation: Operation): Outcome {
    this.#engine.checkRealTime();
    switch (operation.op) {
      case 'readRegister':
        return this.#registers.read(operation.address);
      case 'readMemory':
        this.#gate.check();
        return this.#memory.read(operation.address, operation.count);
      case 'sendSpikes':
        return this.#engine.sendSpikes(operation.spikes);
      case 'triggerProcessing':
        return this.#engine.triggerProcessing(operation.before);
      default:
        this.#tell(operation);
        return undefined;
    }
  }

  /** What runs by itself or takes its time ends. */
  stop(): void {
    this.#engine.stop();
    this.#power.stop();
  }

  /** The operations that bring nothing back and take no time. */
  #tell(
    operation: Exclude<Operation, { op: 'readRegister' | 'readMemory' | 'sendSpikes' | 'triggerProcessing' }>,
  ): void {
    switch (operation.op) {
      case 'writeRegister':
        this.#writeRegister(operation.address, operation.value);
        break;
      case 'modifyRegister': {
        const { address, mask, value } = operation;
        this.#writeRegister(address, ((this.#registers.read(address) & ~mask) | (value & mask)) >>> 0);
        break;
      }
      case 'writeMemory':
        this.#gate.check();
        this.#memory.write(
          operation.address,
          operation.words,
          ({ bank }) => bank.volatile && this.#faults.keepsStates(),
        );
        break;
      case 'setMode':
        this.#engine.setMode(operation.mode);
        break;
      case 'setMonitor':
        this.#monitors.set(operation.signal, operation.first, operation.count);
        break;
      case 'triggerReadout':
        this.#engine.triggerReadout();
        break;
      case 'measurePower':
        this.#power.measure(operation.rate);
        break;
    }
  }

  #writeRegister(address: number, word: number): void {
    const register = this.#registers.write(address, word);
    const says = (name: string): boolean =>
      register.fields.some((field) => field.name === name && ((word >>> field.lsb) & 1) === 1);
    if (register.access === 'writeOnly') {
      // Real time first: it is what can be refused.
      if (says('TR_TRIG')) this.#engine.startRealTime();
      if (says('SRST')) this.#engine.timesteps.reset();
      return;
    }
    this.#gate.update();
    this.#engine.registersWritten();
  }
}
