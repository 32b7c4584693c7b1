import {
  type DeviceConfig,
  type Evolution,
  type EvolveOptions,
  type Issue,
  type QuantizedSpec,
  type Raster,
  type SessionEvent,
  type StateSnapshot,
  type UpdateRule,
  XylopipeError,
} from '@xylopipe/core';
import {
  evolutionOf,
  inputClipped,
  inputOf,
  newRecording,
  type RecordingBuffers,
  stateOf,
  wantedSignals,
} from '@xylopipe/core/session';
import type { Observable, ObservableInput } from 'rxjs';
import { Access } from './access.js';
import { buffersOf, refuseBadBuffers } from './buffer-check.js';
import { configToSimulate } from './config-check.js';
import type { Core } from './core.js';
import { type CoreChoice, type OpenedCore, openCore } from './open-core.js';
import { SimulatorEvents } from './simulator-events.js';
import { streamThrough } from './stream.js';
import type { Telemetry } from './telemetry/telemetry.js';

export interface SimulatorOptions {
  /** Which neuron arithmetic the chip has. Default `v2`. */
  readonly updateRule?: UpdateRule | undefined;
  /** Which core evolves; all give the same bits. Default `auto`. */
  readonly core?: CoreChoice | undefined;
  /** Whether to count what saturates, and who fires: see `telemetry`. Default `false`. */
  readonly telemetry?: boolean | undefined;
}

/** How to simulate, and what to bring back. */
export interface SimulateOptions extends Pick<EvolveOptions, 'output' | 'record'> {
  /**
   * Arrays to record into, for any of the recorded signals: `(T, N)` row-major from their beginning, what is behind stays.
   * The evolution's tensors are views of them. Default: new arrays.
   */
  readonly into?: RecordingBuffers | undefined;
}

/** How to answer a stream. */
export type StreamOptions = Pick<EvolveOptions, 'output'>;

/** Nanoseconds of one slice, about, at the most work that its timesteps can be. */
const WORK_PER_SLICE = 2 ** 22;

/**
 * A Xylo core in software, equal to the chip bit for bit. It starts at rest and keeps its state between calls.
 *
 * - One evolution at a time: until an `evolve`, a started `evolveInSlices` or a stream is over, all that evolves or sets
 *   the state throws `SIMULATOR_BUSY`, also out of a subscriber of `events$`. `snapshot` and telemetry can be read.
 * - After `close` everything throws `SIMULATOR_CLOSED`.
 * - Whatever is refused leaves the state as it was.
 */
export class XyloSimulator {
  readonly config: DeviceConfig;
  readonly updateRule: UpdateRule;
  /** Which core evolves. */
  readonly core: 'reference' | 'fast';
  /**
   * Warnings, e.g. `INPUT_CLIPPED` while evolving; completes on `close`. Where `auto` had to take the reference core,
   * `FAST_CORE_UNAVAILABLE` comes first, once: to the first who subscribes.
   */
  readonly events$: Observable<SessionEvent>;
  readonly #events: SimulatorEvents;
  readonly #core: Core;
  readonly #access: Access;

  private constructor(config: DeviceConfig, updateRule: UpdateRule, { core, kind, fallback }: OpenedCore) {
    this.config = config;
    this.updateRule = updateRule;
    this.core = kind;
    this.#core = core;
    this.#access = new Access(config.chipId);
    this.#events = new SimulatorEvents(fallback);
    this.events$ = this.#events.events$;
  }

  /**
   * A simulator of a configuration, or of a specification that need not be legal for any chip.
   * @throws CONFIG_INVALID with everything that cannot be simulated: another artifact, integers of a specification that do
   * not fit their words, arrays of other types or shapes, biases under update rule v1 (`BIAS_UNSUPPORTED`).
   * @throws FAST_CORE_UNAVAILABLE if `core` is `fast` and the platform has no WebAssembly with SIMD; UNKNOWN_CORE and
   * UNKNOWN_UPDATE_RULE for others than there are.
   */
  static from(source: DeviceConfig | QuantizedSpec, options: SimulatorOptions = {}): XyloSimulator {
    const { updateRule = 'v2', core = 'auto', telemetry = false } = options ?? {};
    if (updateRule !== 'v1' && updateRule !== 'v2') {
      throw new XylopipeError('UNKNOWN_UPDATE_RULE', `there is no update rule "${updateRule}"; have: v1, v2`, {
        who: source?.chipId,
      });
    }
    const config = configToSimulate(source, updateRule);
    return new XyloSimulator(config, updateRule, openCore(config, core, { updateRule, telemetry }));
  }

  /**
   * Evolves as many timesteps as `input` has, from the present state.
   * Counts over 15 are clamped as the chip does, with one `INPUT_CLIPPED` on `events$` per call.
   * @throws INPUT_INVALID if the input is no raster, INPUT_CHANNELS if it does not have the configuration's channels.
   * @throws RECORD_INVALID if `output` or `record` asks for what there is not.
   * @throws BUFFER_INVALID if `into` has arrays that cannot be recorded into, RECORDING_TOO_LARGE without the memory.
   * @throws SIMULATOR_BUSY, SIMULATOR_CLOSED
   */
  evolve(input: Raster, options?: SimulateOptions): Evolution {
    const slices = this.evolveInSlices(input, options);
    for (;;) {
      const slice = slices.next();
      if (slice.done) return slice.value;
    }
  }

  /**
   * `evolve` with pauses, for a caller that must let others run: yields the number of timesteps done after each slice of
   * about the same work, and returns what `evolve` would. It begins, and throws, with the first `next()`; from then on it
   * holds the simulator until it is done or given up with `return()`.
   */
  *evolveInSlices(input: Raster, options?: SimulateOptions): Generator<number, Evolution, void> {
    const turn = this.#access.begin();
    try {
      const { config } = this;
      const { output = 'spikes', record = false, into = {} } = options ?? {};
      const raster = inputOf(input, config);
      const wanted = wantedSignals(output, record, config);
      const buffers = buffersOf(into, config);
      refuseBadBuffers(buffers, wanted, config, raster);
      const recording = newRecording(config, this.updateRule === 'v2', raster.steps, wanted, buffers);
      const clipped = inputClipped(raster.counts, raster.channels);
      if (clipped !== undefined) this.#events.tell(clipped);

      const stepsPerSlice = Math.ceil(WORK_PER_SLICE / Math.max(this.#core.workPerStep, 1));
      for (let from = 0; from < raster.steps; from += stepsPerSlice) {
        // Who was told, or ran in the pause, may have closed the simulator or transferred the memory.
        this.#access.refuseIfClosed();
        inputOf(raster, config);
        refuseBadBuffers(buffers, wanted, config, raster);
        const to = Math.min(from + stepsPerSlice, raster.steps);
        this.#core.evolve(raster, from, to, recording);
        yield to;
      }
      this.#access.refuseIfClosed();
      refuseBadBuffers(buffers, wanted, config, raster);
      return evolutionOf(recording, config, raster.steps, output);
    } finally {
      turn.end();
    }
  }

  /**
   * Evolves one timestep per emission of `input$`, `(Nin)` counts each, and emits the output of each, `(Nout)`: the same
   * values as `evolve` of all of them at once. Every subscription goes on from the present state and holds the simulator
   * until it ends. Counts over 15 are clamped as the chip does, with one `INPUT_CLIPPED` on `events$` per subscription.
   *
   * Ends as `input$` does, and with an error: `INPUT_INVALID` for an emission that is no `(Nin)` counts, which changes
   * nothing; `SIMULATOR_BUSY`, also for an emission from a subscriber of `events$`; `SIMULATOR_CLOSED`, also when the
   * simulator is closed on the way.
   * @throws RECORD_INVALID for an unknown `output`, INPUT_INVALID for an `input$` that rxjs cannot subscribe to.
   */
  stream(input$: ObservableInput<Uint8Array>, options?: StreamOptions): Observable<Int16Array> {
    const { output = 'spikes' } = options ?? {};
    const tell = (issue: Issue): void => this.#events.tell(issue);
    const { config, updateRule } = this;
    return streamThrough({ config, updateRule, core: this.#core, access: this.#access, tell }, input$, output);
  }

  /** Sets all states to zero, undelivered spikes included. The telemetry stays. Throws SIMULATOR_BUSY, SIMULATOR_CLOSED. */
  resetState(): void {
    this.#access.refuseUnlessFree();
    this.#core.reset();
  }

  /** A copy of the state. Throws SIMULATOR_CLOSED. */
  snapshot(): StateSnapshot {
    this.#access.refuseIfClosed();
    return this.#core.snapshot();
  }

  /**
   * Puts a snapshot back, of this simulator or of any other of the same configuration, whatever its core.
   * @throws SNAPSHOT_MISMATCH if it is of a network of other sizes, SNAPSHOT_INVALID if it is no state at all.
   * @throws SIMULATOR_BUSY, SIMULATOR_CLOSED
   */
  restore(snapshot: StateSnapshot): void {
    this.#access.refuseUnlessFree();
    this.#core.restore(stateOf(snapshot, this.config));
  }

  /**
   * A copy of what was counted since the simulator was made or the counts were cleared; `null` where telemetry is off.
   * `resetState` and `restore` leave the counts alone. Throws SIMULATOR_CLOSED.
   */
  telemetry(): Telemetry | null {
    this.#access.refuseIfClosed();
    return this.#core.telemetry();
  }

  /** Sets all counts of the telemetry to zero. Throws SIMULATOR_CLOSED. */
  clearTelemetry(): void {
    this.#access.refuseIfClosed();
    this.#core.clearTelemetry();
  }

  /** Ends a stream with `SIMULATOR_CLOSED` and completes `events$`; after that nothing can be evolved. Can be done twice. */
  close(): void {
    this.#access.close();
    this.#events.complete();
  }
}
