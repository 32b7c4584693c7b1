import { type DeviceConfig, isXylopipeError, type SignalName, XylopipeError } from '@xylopipe/core';
import { neuronsOf } from '@xylopipe/core/session';
import type { Bus, Operation } from '@xylopipe/hdk-transport';
import { chipError } from '../board/chip-error.js';
import { type Results, type RunOperations, runOn, sentNothing } from '../deploy/chip-port.js';
import type { DriverSettings } from '../driver-options.js';
import type { ChipLayout } from '../image/chip-layout.js';
import { type ReadoutSink, Readouts } from './readouts.js';
import type { Turn } from './turns.js';

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
      passOverRepeated: this.configuredByVendor,
      onFailure: (error) => this.fail(error),
    });
    this.readouts.listen();
    void bus.end.then(({ reason, cause }) => this.fail(this.#ended(reason, cause)));
  }

  /** Whether the board takes whole configurations, and no words of ours. */
  get configuredByVendor(): boolean {
    return this.bus.configure !== undefined;
  }

  get chipId(): string {
    return this.config.chipId;
  }

  /** How many neurons a signal has. */
  readonly neuronsOf = (name: SignalName): number => neuronsOf(name, this.config);

  /** Runs operations that a sound board does. What is rejected is the end of the session, unless nothing was sent. */
  readonly run: RunOperations = (operations) => this.#orLose(this.#request(operations), sentNothing);

  /** Runs operations that a sound board may refuse; then the session goes on. */
  ask(operations: readonly Operation[]): Promise<Results> {
    return this.#orLose(this.#request(operations), (error) => sentNothing(error) || isRefusal(error));
  }

  /**
   * Runs operations, as `run`, and gives the readouts that come of them to `sink` until it has the last. They touch the state
   * that `turn` relies on. Where nothing was sent it is as it was, and no readout is waited for.
   * @param timeout - milliseconds for operations and readouts. Default: that of requests.
   */
  async collect(
    sink: ReadoutSink,
    operations: readonly Operation[],
    { timeout = this.settings.requestTimeout, turn }: { readonly timeout?: number; readonly turn?: Turn } = {},
  ): Promise<void> {
    const untouch = turn?.touch();
    const read = this.readouts.take(sink, timeout);
    try {
      const run = runOn(this.bus, this.chipId, { timeout })(operations);
      await Promise.all([read, this.#orLose(run, sentNothing)]);
    } catch (error) {
      if (sentNothing(error)) {
        this.readouts.leave();
        untouch?.();
      }
      throw error;
    }
  }

  /** Learns which timestep was processed last, while none is. */
  async readTimestep(): Promise<void> {
    this.readouts.forget();
    await this.collect(() => true, [{ op: 'triggerReadout' }]);
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
      await runOn(this.bus, this.chipId, { timeout: CLOSE_TIME })([{ op: 'setMode', mode: 'manual' }]).catch(() => {});
    this.#closed = true;
    this.readouts.end(error);
    await this.bus.close();
  }

  async #orLose(results: Promise<Results>, spares: (error: unknown) => boolean): Promise<Results> {
    try {
      return await results;
    } catch (error) {
      if (!spares(error)) this.fail(error);
      throw error;
    }
  }

  #ended(reason: string, cause: unknown): XylopipeError {
    const how = reason === 'lost' ? 'the connection to the board was lost' : 'the board has ended the connection';
    return new XylopipeError('BUS_LOST', how, { who: this.chipId, hint: 'deploy again', cause });
  }
}

/** Whether the board has not done an operation, while the bus is sound. */
const isRefusal = (error: unknown): boolean => isXylopipeError(error) && error.code === 'OPERATION_FAILED';

/** Milliseconds for a board to stop before it is left. */
const CLOSE_TIME = 1000;
