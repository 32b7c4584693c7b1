import { type DeviceConfig, isXylopipeError, type SignalName, XylopipeError } from '@xylopipe/core';
import { neuronsOf } from '@xylopipe/core/session';
import type { Bus, Operation } from '@xylopipe/hdk-transport';
import { chipError } from '../board/chip-error.js';
import { type Results, type RunOperations, runOn } from '../deploy/chip-port.js';
import type { DriverSettings } from '../driver-options.js';
import type { ChipLayout } from '../image/chip-layout.js';
import { Readouts } from './readouts.js';

/** What a {@link BoardLink} connects. */
export interface BoardLinkParts {
  readonly bus: Bus;
  readonly config: DeviceConfig;
  readonly chip: ChipLayout;
  readonly settings: DriverSettings;
}

/** A configured board: its bus, its readouts, and what is known to have gone wrong with either. */
export class BoardLink {
  readonly bus: Bus;
  readonly config: DeviceConfig;
  readonly chip: ChipLayout;
  readonly settings: DriverSettings;
  readonly readouts: Readouts;
  readonly #request: RunOperations;
  #failure: XylopipeError | undefined;
  #onFailure: (error: XylopipeError) => void = () => {};
  #closed = false;

  constructor({ bus, config, chip, settings }: BoardLinkParts) {
    this.bus = bus;
    this.config = config;
    this.chip = chip;
    this.settings = settings;
    this.#request = runOn(bus, config.chipId, { timeout: settings.requestTimeout });
    this.readouts = new Readouts({
      bus,
      chipId: config.chipId,
      clock: settings.clock,
      passOverRepeated: bus.configure !== undefined,
      onFailure: (error) => this.fail(error),
    });
    void bus.end.then(({ reason, cause }) => this.fail(this.#ended(reason, cause)));
  }

  get chipId(): string {
    return this.config.chipId;
  }

  /** How many neurons a signal has. */
  readonly neuronsOf = (name: SignalName): number => neuronsOf(name, this.config);

  /** Runs operations that a sound board does. What is rejected is the end of the session. */
  readonly run: RunOperations = async (operations) => {
    try {
      return await this.#request(operations);
    } catch (error) {
      this.fail(error);
      throw error;
    }
  };

  /** The same with another deadline. */
  async runWithin(timeout: number, operations: readonly Operation[]): Promise<Results> {
    try {
      return await runOn(this.bus, this.chipId, { timeout })(operations);
    } catch (error) {
      this.fail(error);
      throw error;
    }
  }

  /** Runs operations that a sound board may refuse; then the session goes on. */
  async ask(operations: readonly Operation[]): Promise<Results> {
    try {
      return await this.#request(operations);
    } catch (error) {
      if (!(isXylopipeError(error) && REFUSALS.includes(error.code))) this.fail(error);
      throw error;
    }
  }

  /** Learns which timestep was processed last, while none is. */
  async readTimestep(): Promise<void> {
    this.readouts.forget();
    await Promise.all([
      this.readouts.take(() => true, this.settings.requestTimeout),
      this.run([{ op: 'triggerReadout' }]),
    ]);
  }

  /** `tell` is called, at once if it has happened already, when the board cannot be relied on any more. */
  onFailure(tell: (error: XylopipeError) => void): void {
    this.#onFailure = tell;
    if (this.#failure !== undefined) tell(this.#failure);
  }

  /** The board cannot be relied on any more: the bus is closed. */
  fail(reason: unknown): void {
    if (this.#failure !== undefined || this.#closed) return;
    const error = chipError(this.chipId, reason);
    this.#failure = error;
    this.readouts.end(error);
    this.#onFailure(error);
    this.bus.close().catch(() => {});
  }

  /** Ends what the board does, and the bus. */
  async close(error: XylopipeError): Promise<void> {
    if (!this.#closed && this.#failure === undefined)
      await this.bus.run([{ op: 'setMode', mode: 'manual' }], { timeout: CLOSE_TIME }).catch(() => {});
    this.#closed = true;
    this.readouts.end(error);
    await this.bus.close();
  }

  #ended(reason: string, cause: unknown): XylopipeError {
    const how = reason === 'lost' ? 'the connection to the board was lost' : 'the board has ended the connection';
    return new XylopipeError('BUS_LOST', how, { who: this.chipId, hint: 'deploy again', cause });
  }
}

/** Of operations that were not done, while the bus is sound. */
const REFUSALS: readonly string[] = ['OPERATION_FAILED', 'OPERATION_INVALID'];

/** Milliseconds for a board to stop before it is left. */
const CLOSE_TIME = 1000;
