import type { BoardIdentity, BusEvent, Operation, Words } from '@xylopipe/hdk-transport';
import { systemClock } from '@xylopipe/hdk-transport';
import type { BusHandler, HostSession } from '@xylopipe/hdk-transport/device';
import { type Observable, Subject } from 'rxjs';
import { EventEngine } from './event-engine.js';
import { EvolutionCore } from './evolve/core.js';
import type { BoardFault } from './faults/board-fault.js';
import { type FaultCounts, FaultList } from './faults/fault-list.js';
import { Memory } from './memory.js';
import { MemoryGate } from './memory-gate.js';
import { Monitors } from './monitors.js';
import { PowerMeter } from './power/power-meter.js';
import { refusal } from './refuse.js';
import { RegisterFile } from './register-file.js';
import type { VirtualBoardOptions } from './virtual-board-options.js';

/** Of chips whose clock is not public. */
const USUAL_CLOCK = 50_000_000;

/**
 * An emulated board: a chip that knows of its network only what registers and memories say, and evolves it with arithmetic
 * of its own. What words mean is in docs/board-memory.md; where no public source says it, that is our definition.
 *
 * It is powered up when it is made, and ends when it is unplugged. One host at a time has it open.
 * @throws CHIP_UNSUPPORTED for a chip with states of other than 16 bits or more than 32 output neurons; FAULT_INVALID
 */
export class VirtualBoard {
  /** What the board says by itself. */
  readonly events$: Observable<BusEvent>;
  /** Resolves when the board was unplugged. */
  readonly end: Promise<void>;
  readonly #identity: BoardIdentity;
  readonly #events = new Subject<BusEvent>();
  readonly #registers: RegisterFile;
  readonly #memory: Memory;
  readonly #gate: MemoryGate;
  readonly #monitors: Monitors;
  readonly #engine: EventEngine;
  readonly #power: PowerMeter;
  readonly #faults: FaultList;
  #host: BusHandler | undefined;
  /** The operation that the board is at; `undefined` where it waits for one. */
  #pending: Promise<void> | undefined;
  #unplugged = false;
  #resolveEnd!: () => void;

  constructor(options: VirtualBoardOptions) {
    const { chip, clock = systemClock, deviceTypeName, serial = '', firmware = {} } = options;
    const { limits } = chip;
    const live = new Map<string, () => number>();
    this.events$ = this.#events.asObservable();
    this.end = new Promise((resolve) => {
      this.#resolveEnd = resolve;
    });
    this.#identity = { deviceTypeName, chipId: limits.chipId, serial, firmware, emulated: true };
    this.#registers = new RegisterFile(chip.registers, live);
    this.#memory = new Memory(chip.memories);
    this.#gate = new MemoryGate(this.#registers);
    const emit = (event: BusEvent): void => this.#events.next(event);
    this.#power = new PowerMeter(clock, options.power, emit);
    this.#faults = new FaultList({ clock, memory: this.#memory, end: this.end, unplug: () => this.unplug() });
    const core = new EvolutionCore(this.#registers, this.#memory, limits);
    this.#monitors = new Monitors(limits, core.states);
    const parts = {
      limits,
      registers: this.#registers,
      core,
      monitors: this.#monitors,
      power: this.#power,
      faults: this.#faults,
      mainClock: options.mainClock ?? limits.mainClock ?? USUAL_CLOCK,
      emit,
    };
    this.#engine = new EventEngine(parts, clock);
    live.set('ON', () => core.states.outputSpikes);
    live.set('PD', () => (this.#engine.working ? 0 : 1));
    const { outputPotentials } = this.#engine.timesteps;
    outputPotentials.forEach((_, output) => {
      live.set(`VMEM${output}`, () => outputPotentials[output]);
    });
    for (const fault of options.faults ?? []) this.inject(fault);
  }

  /** As the board announces itself. */
  get identity(): BoardIdentity {
    return this.#faults.identity(this.#identity);
  }

  /** Seconds since power-up: the stopwatch whose time power samples carry. */
  get seconds(): number {
    return this.#power.seconds;
  }

  /** How often injected faults have struck, by kind. */
  get faultCounts(): FaultCounts {
    return this.#faults.counts;
  }

  /** Lets something go wrong. Faults stay to the board's end. @throws FAULT_INVALID */
  inject(fault: BoardFault): void {
    this.#faults.inject(fault);
  }

  /**
   * Does one operation, after those that were asked for before. One that fails throws or rejects, and has done nothing; but
   * timesteps that were processed when its host left, `OPERATION_STOPPED`, stay processed.
   * @throws REGISTER_UNKNOWN, REGISTER_READ_ONLY, REGISTER_WRITE_ONLY, MEMORY_UNKNOWN, MEMORY_OFF, WORD_RANGE for addresses
   * and words; BAD_COUNTS, BAD_MEMORY where what is written describes no network, when it is to evolve; SPIKES_INVALID,
   * TIMESTEP_OVER, TOO_MANY_TIMESTEPS, TIMESTEP_TOO_SHORT, WRONG_MODE, REAL_TIME_STOPPED; SIGNAL_UNKNOWN, MONITOR_RANGE,
   * RATE_RANGE, NO_POWER_MODEL; BOARD_UNPLUGGED
   */
  execute(operation: Operation): number | Words | undefined | Promise<number | Words | undefined> {
    // A host can be gone while the board is still at what it has asked for.
    if (this.#pending !== undefined) return this.#pending.then(() => this.execute(operation));
    this.#checkPlugged();
    const held = this.#faults.before(operation);
    const result = held === undefined ? this.#run(operation) : held.then(() => this.#run(operation));
    if (result instanceof Promise) {
      const settled = (): void => {
        this.#pending = undefined;
      };
      this.#pending = result.then(settled, settled);
    }
    return result;
  }

  /**
   * The board as one more host sees it: what `serveBus` of `@xylopipe/hdk-transport/device` takes, for one link. Only one
   * host at a time is let in, the others are refused with `BOARD_BUSY`. When it leaves, real time and power samples end.
   */
  connection(): BusHandler {
    const board = this;
    const connection: BusHandler = {
      get board() {
        return board.identity;
      },
      events$: this.events$,
      execute: (operation) => this.execute(operation),
      opened: (session) => this.#open(connection, session),
      closed: () => this.#leave(connection),
    };
    return connection;
  }

  /** The board is gone: what it is doing ends, and operations fail with `BOARD_UNPLUGGED`. */
  unplug(): void {
    if (this.#unplugged) return;
    this.#unplugged = true;
    this.#engine.stop();
    this.#power.stop();
    this.#events.complete();
    this.#resolveEnd();
  }

  #open(host: BusHandler, session: HostSession): void {
    this.#checkPlugged();
    if ((this.#host !== undefined && this.#host !== host) || this.#faults.refusesHost())
      throw refusal('BOARD_BUSY', 'another host has the board open', this.#identity.deviceTypeName);
    this.#host = host;
    this.#engine.room.host = session;
  }

  #leave(host: BusHandler): void {
    if (this.#host !== host) return;
    this.#host = undefined;
    this.#engine.room.host = undefined;
    this.#engine.stop();
    this.#power.stop();
  }

  #checkPlugged(): void {
    if (this.#unplugged) throw refusal('BOARD_UNPLUGGED', 'the board was unplugged', this.#identity.deviceTypeName);
  }

  #run(operation: Operation): number | Words | undefined | Promise<number | Words | undefined> {
    this.#checkPlugged();
    this.#engine.checkRealTime();
    const result = this.#do(operation);
    if (!(result instanceof Promise)) {
      this.#faults.after(operation);
      return result;
    }
    return result.then(() => {
      this.#faults.after(operation);
      return undefined;
    });
  }

  #do(operation: Operation): number | Words | undefined | Promise<undefined> {
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
