import { type DeviceConfig, type Issue, XylopipeError } from '@xylopipe/core';
import type { Observable } from 'rxjs';
import type { BoardIdentity, Bus, BusEnd, BusStatistics, RequestOptions } from '../bus/bus.js';
import { BusError } from '../bus/bus-error.js';
import type { BusEvent } from '../bus/event.js';
import type { Operation, OperationResults } from '../bus/operation.js';
import { type BoardState, nextState, stateOf } from './board-state.js';
import type { Bridge } from './bridge.js';
import { bridgeError, operationError } from './bridge-error.js';
import { configIssues } from './check-config.js';
import { changesState, operationIssues } from './check-operations.js';
import { configFields } from './config-fields.js';
import { decodeEvent, type SamnaEvent } from './decode-event.js';
import type { SamnaDevice } from './devices/samna-device.js';
import { EventQueue } from './event-queue.js';
import type { Message } from './message-codec.js';
import { signalsByMode } from './readable-signals.js';
import type { SamnaSettings } from './samna-options.js';
import { compile, configureSteps } from './steps.js';
import { UNPROVEN } from './unproven.js';

/** What a bus is made of. */
export interface SamnaBusParts {
  readonly bridge: Bridge;
  readonly device: SamnaDevice;
  readonly identity: BoardIdentity;
  readonly settings: SamnaSettings;
  readonly mainClock: number;
  readonly maxEvents: number;
}

/** An opened board behind the bridge. */
export class SamnaBus implements Bus {
  readonly board: BoardIdentity;
  readonly events$: Observable<BusEvent>;
  readonly end: Promise<BusEnd>;
  /** Those of which is public how samna monitors them. */
  readonly signals: NonNullable<Bus['signals']>;
  readonly issues: readonly Issue[] = UNPROVEN;
  readonly #bridge: Bridge;
  readonly #device: SamnaDevice;
  readonly #settings: SamnaSettings;
  readonly #mainClock: number;
  readonly #queue: EventQueue;
  /** What the board will be like when everything that was sent is done; undefined without a configuration. */
  #state: BoardState | undefined;
  /** What it is like at this point of the stream of events. */
  #stateOfEvents: BoardState | undefined;
  /** States on their way to the board, by number. */
  readonly #applied = new Map<number, BoardState>();
  #lastApplied = 0;
  #dropped = 0;
  #closing: Promise<void> | undefined;

  constructor({ bridge, device, identity, settings, mainClock, maxEvents }: SamnaBusParts) {
    this.#bridge = bridge;
    this.#device = device;
    this.#settings = settings;
    this.#mainClock = mainClock;
    this.#queue = new EventQueue(maxEvents);
    this.board = Object.freeze(identity);
    this.signals = signalsByMode(device);
    this.events$ = this.#queue.events$;
    bridge.onMessage = (message) => this.#receive(message);
    this.end = bridge.process.end.then((cause) => this.#ended(cause));
  }

  /** Of the Python process. */
  get processId(): number | undefined {
    return this.#bridge.process.id;
  }

  get statistics(): BusStatistics {
    const { roundTrips, process } = this.#bridge;
    const { bytesSent, bytesReceived } = process;
    return { roundTrips, retries: 0, damaged: this.#dropped, bytesSent, bytesReceived };
  }

  async run<const Os extends readonly Operation[]>(
    operations: Os,
    options: RequestOptions = {},
  ): Promise<OperationResults<Os>> {
    const issues = operationIssues(this.#device, this.#state, operations);
    if (issues.length > 0) {
      throw new BusError('OPERATION_INVALID', 'these operations cannot be sent', { who: this.#bridge.who, issues });
    }
    const compiled = compile(this.#device, this.#state, operations, this.#mainClock, (state) => this.#number(state));
    if (this.#state !== undefined) this.#state = operations.reduce<BoardState>(nextState, this.#state);
    const steps = compiled.map((operation) => operation.steps);
    const answers = await this.#run(steps, (error) => operationError(error, this.#bridge.who), options).catch(
      (error) => {
        // Mode and monitors are no longer known.
        if (operations.some(changesState)) this.#state = undefined;
        throw error;
      },
    );
    return compiled.map(({ result }, i) => result(answers[i]!)) as OperationResults<Os>;
  }

  async configure(config: DeviceConfig, options: RequestOptions = {}): Promise<void> {
    const who = this.#bridge.who;
    const issues = configIssues(this.#device, config);
    if (issues.length > 0)
      throw new XylopipeError('CONFIG_REFUSED', 'samna cannot be given this configuration', { who, issues });
    const state = stateOf(config);
    const fields = configFields(this.#device, config);
    const number = this.#number(state);
    const steps = configureSteps(this.#device, this.#state?.mode, state, {
      fields,
      mainClock: this.#mainClock,
      number,
    });
    this.#state = state;
    try {
      await this.#run([steps], bridgeError, options);
    } catch (error) {
      // Half a network is none: whatever needs one is refused until another is there.
      if (this.#state === state) this.#state = undefined;
      throw error;
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#bridge.close().then(async () => void (await this.end));
    return this.#closing;
  }

  async #run(
    operations: readonly unknown[],
    failed: (error: Message) => Error,
    options: RequestOptions,
  ): Promise<readonly (readonly unknown[])[]> {
    const { timeout = this.#settings.timeout, signal } = options;
    const answer = await this.#bridge.call({ call: 'run', operations }, failed, { timeout, signal });
    const { results, dropped } = answer as { results: readonly (readonly unknown[])[]; dropped: number };
    this.#dropped = dropped;
    return results;
  }

  #number(state: BoardState): number {
    this.#applied.set(++this.#lastApplied, state);
    return this.#lastApplied;
  }

  /** What it throws ends the bus. */
  #receive(message: Message): void {
    if (message.lost !== undefined) throw bridgeError(message.lost as Message);
    for (const event of message.events as readonly SamnaEvent[]) this.#take(event);
  }

  #take(event: SamnaEvent): void {
    if (event.event !== 'Mark') {
      this.#queue.push(decodeEvent(this.#device, this.#stateOfEvents, event));
      return;
    }
    const number = event.number as number;
    this.#stateOfEvents = this.#applied.get(number);
    // Numbers that were passed over belong to what failed.
    for (const old of this.#applied.keys()) if (old <= number) this.#applied.delete(old);
  }

  #ended(cause: XylopipeError | undefined): BusEnd {
    if (cause === undefined) {
      this.#queue.end();
      return { reason: 'local' };
    }
    this.#queue.end(
      new BusError('BUS_LOST', 'the board is lost', { who: this.#bridge.who, outcome: 'unknown', cause }),
    );
    return { reason: 'lost', cause };
  }
}
