import type { BoardIdentity, BusEvent, Operation, Words } from '@xylopipe/hdk-transport';
import { systemClock } from '@xylopipe/hdk-transport';
import type { BusHandler, HostSession } from '@xylopipe/hdk-transport/device';
import { type Observable, Subject } from 'rxjs';
import type { BoardFault } from './faults/board-fault.js';
import { type FaultCounts, FaultList } from './faults/fault-list.js';
import { HostDoor } from './host/host-door.js';
import { HostRoom } from './host/host-room.js';
import { Memory } from './memory/memory.js';
import { PowerMeter } from './power/power-meter.js';
import { refusal } from './refuse.js';
import type { VirtualBoardOptions } from './virtual-board-options.js';
import { type Outcome, VirtualChip } from './virtual-chip.js';

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
  readonly #chip: VirtualChip;
  readonly #power: PowerMeter;
  readonly #faults: FaultList;
  readonly #door: HostDoor;
  /** The operation that the board is at; `undefined` where it waits for one. */
  #pending: Promise<void> | undefined;
  #unplugged = false;
  #resolveEnd!: () => void;

  constructor(options: VirtualBoardOptions) {
    const { chip, clock = systemClock, deviceTypeName, serial = '', firmware = {} } = options;
    const { chipId, mainClock = USUAL_CLOCK } = chip.limits;
    this.events$ = this.#events.asObservable();
    this.end = new Promise((resolve) => {
      this.#resolveEnd = resolve;
    });
    this.#identity = { deviceTypeName, chipId, serial, firmware, emulated: true };
    const emit = (event: BusEvent): void => this.#events.next(event);
    const memory = new Memory(chip.memories);
    const room = new HostRoom(clock);
    this.#power = new PowerMeter(clock, options.power, emit);
    this.#faults = new FaultList({ clock, memory, end: this.end, unplug: () => this.unplug() });
    this.#door = new HostDoor(room, deviceTypeName);
    this.#chip = new VirtualChip(chip, {
      memory,
      faults: this.#faults,
      power: this.#power,
      clock,
      room,
      mainClock: options.mainClock ?? mainClock,
      emit,
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
   * @param wanted - Whether it is still to be done, asked when it is about to begin. Default: it is.
   * @throws REGISTER_UNKNOWN, REGISTER_READ_ONLY, REGISTER_WRITE_ONLY, MEMORY_UNKNOWN, MEMORY_OFF, WORD_RANGE for addresses
   * and words; BAD_COUNTS, BAD_MEMORY where what is written describes no network, when it is to evolve; SPIKES_INVALID,
   * TIMESTEP_OVER, TOO_MANY_TIMESTEPS, TIMESTEP_TOO_SHORT, WRONG_MODE, REAL_TIME_STOPPED; SIGNAL_UNKNOWN, MONITOR_RANGE,
   * RATE_RANGE, NO_POWER_MODEL; BOARD_UNPLUGGED; OPERATION_STOPPED
   */
  execute(
    operation: Operation,
    wanted: () => boolean = () => true,
  ): number | Words | undefined | Promise<number | Words | undefined> {
    // A host can be gone while the board is still at what it has asked for.
    if (this.#pending !== undefined) return this.#pending.then(() => this.execute(operation, wanted));
    this.#check(wanted);
    const held = this.#faults.before(operation);
    const result = held === undefined ? this.#run(operation, wanted) : held.then(() => this.#run(operation, wanted));
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
    let session: HostSession | undefined;
    const connection: BusHandler = {
      get board() {
        return board.identity;
      },
      events$: this.events$,
      execute: (operation) => {
        const asking = session;
        return this.execute(operation, () => asking !== undefined && session === asking);
      },
      opened: (host) => {
        this.#open(connection, host);
        session = host;
      },
      closed: () => {
        session = undefined;
        if (this.#door.leave(connection)) this.#chip.stop();
      },
    };
    return connection;
  }

  /** The board is gone: what it is doing ends, and operations fail with `BOARD_UNPLUGGED`. */
  unplug(): void {
    if (this.#unplugged) return;
    this.#unplugged = true;
    this.#chip.stop();
    this.#events.complete();
    this.#resolveEnd();
  }

  #open(host: BusHandler, session: HostSession): void {
    this.#checkPlugged();
    this.#door.enter(host, session, () => this.#faults.refusesHost());
  }

  #checkPlugged(): void {
    if (this.#unplugged) throw refusal('BOARD_UNPLUGGED', 'the board was unplugged', this.#identity.deviceTypeName);
  }

  #check(wanted: () => boolean): void {
    this.#checkPlugged();
    if (!wanted()) throw refusal('OPERATION_STOPPED', 'the host has left', this.#identity.deviceTypeName);
  }

  #run(operation: Operation, wanted: () => boolean): Outcome {
    this.#check(wanted);
    const outcome = this.#chip.execute(operation);
    if (!(outcome instanceof Promise)) {
      this.#faults.after(operation);
      return outcome;
    }
    return outcome.then(() => {
      this.#faults.after(operation);
      return undefined;
    });
  }
}
