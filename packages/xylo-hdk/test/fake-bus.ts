import { XylopipeError } from '@xylopipe/core';
import type {
  BoardIdentity,
  Bus,
  BusEnd,
  BusEvent,
  Operation,
  OperationResults,
  Readout,
  RequestOptions,
} from '@xylopipe/hdk-transport';
import { Subject } from 'rxjs';

/** What a {@link FakeBus} is and does. */
export interface FakeBusOptions {
  readonly board?: Partial<BoardIdentity>;
  /** Changes what is read of an address. */
  readonly corrupt?: (space: 'register' | 'memory', address: number, word: number) => number;
  /** Called with the number of each `run`, from 0; what it gives back comes first. */
  readonly before?: (run: number, options: RequestOptions) => Promise<void> | undefined;
  /** Events of a `triggerProcessing` and of a `triggerReadout`, instead of one readout of each. */
  readonly events?: (readouts: readonly Readout[], operation: Operation) => readonly BusEvent[];
  readonly configure?: Bus['configure'];
  readonly issues?: Bus['issues'];
}

/** A bus with nothing behind it but words that stay where they are written, and a count of timesteps. Logs everything. */
export class FakeBus implements Bus {
  readonly board: BoardIdentity;
  readonly events$ = new Subject<BusEvent>();
  readonly statistics = { roundTrips: 0, retries: 0, damaged: 0, bytesSent: 0, bytesReceived: 0 };
  readonly end: Promise<BusEnd>;
  /** All operations of each `run`. */
  readonly runs: Operation[][] = [];
  readonly registers = new Map<number, number>();
  readonly memory = new Map<number, number>();
  readonly configure?: NonNullable<Bus['configure']>;
  readonly issues: Bus['issues'];
  closed = false;
  #last = -1;
  readonly #options: FakeBusOptions;
  #resolveEnd!: (end: BusEnd) => void;

  constructor(chipId: string, options: FakeBusOptions = {}) {
    const identity = { deviceTypeName: 'FakeBoard', chipId, serial: '7', firmware: {}, emulated: true };
    this.board = { ...identity, ...options.board };
    this.#options = options;
    this.issues = options.issues;
    if (options.configure !== undefined) this.configure = options.configure;
    this.end = new Promise((resolve) => {
      this.#resolveEnd = resolve;
    });
  }

  /** All operations of all runs. */
  get operations(): readonly Operation[] {
    return this.runs.flat();
  }

  async run<const Os extends readonly Operation[]>(
    operations: Os,
    options: RequestOptions = {},
  ): Promise<OperationResults<Os>> {
    const index = this.runs.push([...operations]) - 1;
    await this.#options.before?.(index, options);
    if (this.closed) throw new XylopipeError('BUS_CLOSED', 'the bus is closed');
    return operations.map((operation) => this.#do(operation)) as unknown as OperationResults<Os>;
  }

  async close(): Promise<void> {
    this.closed = true;
    this.#resolveEnd({ reason: 'local' });
  }

  /** A timestep of real time. */
  tick(): void {
    this.#last++;
    this.events$.next(this.#readout());
  }

  /** The board is gone. */
  lose(): void {
    this.closed = true;
    this.#resolveEnd({ reason: 'lost', cause: 'unplugged' });
  }

  #do(operation: Operation): number | Uint32Array | undefined {
    const { corrupt = (_space, _address, word) => word } = this.#options;
    switch (operation.op) {
      case 'writeRegister':
        this.registers.set(operation.address, operation.value);
        return undefined;
      case 'modifyRegister': {
        const { address, mask, value } = operation;
        this.registers.set(address, (((this.registers.get(address) ?? 0) & ~mask) | (value & mask)) >>> 0);
        return undefined;
      }
      case 'readRegister':
        return corrupt('register', operation.address, this.registers.get(operation.address) ?? 0);
      case 'writeMemory':
        operation.words.forEach((word, i) => {
          this.memory.set(operation.address + i, word);
        });
        return undefined;
      case 'readMemory':
        return Uint32Array.from({ length: operation.count }, (_, i) =>
          corrupt('memory', operation.address + i, this.memory.get(operation.address + i) ?? 0),
        );
      case 'triggerProcessing': {
        const readouts: Readout[] = [];
        for (const end = operation.before ?? this.#last + 2; this.#last + 1 < end; ) {
          this.#last++;
          if (operation.before !== undefined) readouts.push(this.#readout());
        }
        this.#emit(readouts, operation);
        return undefined;
      }
      case 'triggerReadout':
        this.#emit([this.#readout()], operation);
        return undefined;
      default:
        return undefined;
    }
  }

  #readout(): Readout {
    return { type: 'readout', timestep: this.#last, outputSpikes: this.#last & 1, hibernating: false, states: [] };
  }

  #emit(readouts: readonly Readout[], operation: Operation): void {
    const events = this.#options.events?.(readouts, operation) ?? readouts;
    for (const event of events) this.events$.next(event);
  }
}
