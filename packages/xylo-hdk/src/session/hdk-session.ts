import {
  type DeviceSession,
  type Evolution,
  type EvolveOptions,
  type Issue,
  Raster,
  type SessionEvent,
  type StateSnapshot,
  XylopipeError,
} from '@xylopipe/core';
import { evolutionOf, inputClipped, inputOf, stateOf } from '@xylopipe/core/session';
import type { BoardIdentity, BusStatistics, PowerSample } from '@xylopipe/hdk-transport';
import { concat, defer, Observable, Subject } from 'rxjs';
import { evolveAccelerated } from './accelerated-run.js';
import type { BoardLink } from './board-link.js';
import type { ChipStates } from './chip-states.js';
import { powerSamples } from './power-samples.js';
import { type MonitorOptions, type RealTimeStep, runInRealTime } from './real-time.js';
import { recordedSignals } from './recorded-signals.js';
import { stepOnce } from './single-step.js';
import { type Turn, Turns } from './turns.js';

/** What a step brings back. */
export type StepOptions = Pick<EvolveOptions, 'output' | 'record'>;

/**
 * A configured board as an opened chip. Besides the contract:
 *
 * - Whatever goes wrong with the board or on the way to it ends the session: the call that goes on, or the next one, is
 *   rejected with why, later ones with `SESSION_LOST`. A readout too few or too many counts as that (`READOUT_LOST`).
 * - After an evolution that was given up nothing evolves until the state is known again (`STATE_UNKNOWN`).
 * - An aborted evolution rejects at once; the board finishes the chunk that it has, and the next call waits for that.
 */
export class HdkSession implements DeviceSession {
  readonly chipId: string;
  readonly kind = 'hdk';
  /** Begins, for who listens first, with what the bus has to say of the board. */
  readonly events$: Observable<SessionEvent>;
  /** The board as it announced itself. */
  readonly board: BoardIdentity;
  /** A copy of the state. Not there on boards whose memories are not ours to read. */
  readonly snapshot?: () => Promise<StateSnapshot>;
  readonly restore?: (snapshot: StateSnapshot) => Promise<void>;
  /**
   * Reads the configuration back once more. Where it is not any more what was deployed (`VERIFY_FAILED`) the session ends.
   * There where `snapshot` is.
   */
  readonly verify?: () => Promise<void>;
  readonly #link: BoardLink;
  readonly #states: ChipStates;
  readonly #turns: Turns;
  readonly #events = new Subject<SessionEvent>();
  readonly #power = { taken: false };
  #closing: Promise<void> | undefined;

  /**
   * Takes the link over, whose readouts are up to date.
   * @internal
   */
  constructor(link: BoardLink, states: ChipStates) {
    const { chipId, bus, config } = link;
    this.chipId = chipId;
    this.board = bus.board;
    const untold = (bus.issues ?? []).map((issue): SessionEvent => ({ type: 'issue', issue }));
    this.events$ = defer(() => concat(untold.splice(0), this.#events));
    this.#link = link;
    this.#states = states;
    this.#turns = new Turns(chipId);
    link.onFailure((error) => this.#turns.fail(error));
    const { memory } = states;
    if (memory === undefined) return;
    this.snapshot = () => this.#turns.take(() => memory.read(), { needsState: true });
    this.verify = () => this.#turns.take(() => this.#orLose(memory.verify()));
    this.restore = (snapshot) =>
      this.#turns.take(
        async (turn) => {
          const state = stateOf(snapshot, config);
          turn.touch();
          await this.#orLose(memory.write(state));
        },
        { setsState: true },
      );
  }

  /** What the bus has done so far. */
  get statistics(): BusStatistics {
    return this.#link.bus.statistics;
  }

  evolve(input: Raster, options: EvolveOptions = {}): Promise<Evolution> {
    const { signal, onProgress } = options ?? {};
    return this.#turns.take((turn) => this.#evolve(input, options ?? {}, turn, onProgress), {
      signal,
      needsState: true,
    });
  }

  /**
   * One timestep in manual mode, from the present state.
   * @param counts - `(Nin)` spikes.
   * @throws INPUT_INVALID, INPUT_CHANNELS, RECORD_INVALID as `evolve`
   */
  step(counts: Uint8Array, options: StepOptions = {}): Promise<Evolution> {
    return this.#turns.take((turn) => this.#evolve(counts, options, turn), { needsState: true });
  }

  /**
   * The chip in real time, a timestep every `dt` of the configuration, as long as somebody is subscribed; its input comes
   * from the sensors of the board, and from `input` where the board takes spikes of its host meanwhile. A board that its
   * vendor's driver configures is told the mode and nothing else: there the clock is the bus's, and `mainClock` is not
   * looked at. Errors with `SESSION_BUSY` while something else goes on, `CLOCK_UNKNOWN` on chips whose clock is not public,
   * `READOUT_LOST` where they come faster than they are taken, `NO_HOST_INPUT`, `INPUT_INVALID` and `INPUT_CHANNELS` for `input`.
   */
  monitor$(options: MonitorOptions = {}): Observable<RealTimeStep> {
    return new Observable((subscriber) => {
      const unsubscribed = new AbortController();
      this.#turns
        .take(
          (turn) =>
            runInRealTime(
              this.#link,
              options,
              turn,
              (step) => subscriber.next(step),
              (clipped) => this.#tell(clipped),
            ),
          { signal: unsubscribed.signal, needsState: true },
        )
        .then(
          () => subscriber.complete(),
          (error) => subscriber.error(error),
        );
      return () => unsubscribed.abort();
    });
  }

  /**
   * Power of the board's supplies, as long as somebody is subscribed; also while it evolves. Errors with `POWER_BUSY` for
   * a second subscription, `OPERATION_FAILED` where the board cannot measure.
   * @param rate - samples per second.
   */
  power$(rate: number): Observable<PowerSample> {
    return defer(() => {
      this.#turns.refuseIfOver();
      return powerSamples(this.#link, this.#power, rate);
    });
  }

  resetState(): Promise<void> {
    return this.#turns.take(
      async (turn) => {
        turn.touch();
        await this.#orLose(this.#states.reset());
        await this.#link.readTimestep();
      },
      { setsState: true },
    );
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** A chip that does not hold what it should is of no use any more. */
  async #orLose(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.#link.fail(error);
      throw error;
    }
  }

  async #close(): Promise<void> {
    this.#turns.close();
    this.#events.complete();
    await this.#link.close(new XylopipeError('SESSION_CLOSED', 'the session is closed', { who: this.chipId }));
  }

  /** A raster in accelerated time, or the counts of a single step. */
  async #evolve(
    input: Raster | Uint8Array,
    { output = 'spikes', record = false }: StepOptions,
    turn: Turn,
    onProgress?: (fraction: number) => void,
  ): Promise<Evolution> {
    const { config } = this.#link;
    const single = ArrayBuffer.isView(input);
    const wanted = recordedSignals(output, record, config, single ? 'manual' : 'accelerated', this.#link.bus);
    const raster = inputOf(single ? new Raster(1, input.length, input) : input, config);
    this.#tell(inputClipped(raster.counts, raster.channels));
    const recording = await (single
      ? stepOnce(this.#link, raster, wanted, turn)
      : evolveAccelerated(this.#link, raster, wanted, turn, onProgress));
    return evolutionOf(recording, config, raster.steps, output);
  }

  #tell(issue: Issue | undefined): void {
    if (issue !== undefined && !this.#turns.closed) this.#events.next({ type: 'issue', issue });
  }
}
