import {
  type DeviceConfig,
  deviceConfigFromSpec,
  type Evolution,
  type EvolveOptions,
  type Issue,
  type QuantizedSpec,
  type Raster,
  refuseOnErrors,
  type SessionEvent,
  type StateSnapshot,
  type UpdateRule,
  XylopipeError,
} from '@xylopipe/core';
import type { Observable } from 'rxjs';
import type { Core } from './core.js';
import { inputClipped, refuseOtherChannels } from './input-check.js';
import { type CoreChoice, type OpenedCore, openCore } from './open-core.js';
import { evolutionOf, newRecording, signalsOf } from './recording.js';
import { SimulatorEvents } from './simulator-events.js';
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
export type SimulateOptions = Pick<EvolveOptions, 'output' | 'record'>;

/** Neuron updates and additions to synapses in one slice: some milliseconds at most. */
const WORK_PER_SLICE = 2 ** 22;

/** A Xylo core in software, equal to the chip bit for bit. It starts at rest and keeps its state between calls. */
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
  #closed = false;

  private constructor(config: DeviceConfig, updateRule: UpdateRule, { core, kind, fallback }: OpenedCore) {
    this.config = config;
    this.updateRule = updateRule;
    this.core = kind;
    this.#core = core;
    this.#events = new SimulatorEvents(fallback);
    this.events$ = this.#events.events$;
  }

  /**
   * A simulator of a configuration, or of a specification that need not be legal for any chip.
   * @throws CONFIG_INVALID if the integers of a specification do not fit their words, or if there are biases under update
   * rule v1 (`BIAS_UNSUPPORTED`).
   * @throws FAST_CORE_UNAVAILABLE if `core` is `fast` and the platform has no WebAssembly with SIMD.
   */
  static from(
    source: DeviceConfig | QuantizedSpec,
    { updateRule = 'v2', core = 'auto', telemetry = false }: SimulatorOptions = {},
  ): XyloSimulator {
    const config = source.stage === 'quantized' ? deviceConfigFromSpec(source) : source;
    const issues = updateRule === 'v1' ? biasesUnsupported(config) : [];
    refuseOnErrors(issues, 'CONFIG_INVALID', 'the network cannot be simulated', { who: config.chipId });
    return new XyloSimulator(config, updateRule, openCore(config, core, { updateRule, telemetry }));
  }

  /**
   * Evolves as many timesteps as `input` has, from the present state.
   * Counts over 15 are clamped as the chip does, with one `INPUT_CLIPPED` on `events$` per call.
   * @throws INPUT_CHANNELS if the input does not have the configuration's channels.
   * @throws UNKNOWN_SIGNAL if `output` or `record` names one that there is not.
   * @throws SIMULATOR_CLOSED after `close`.
   */
  evolve(input: Raster, options: SimulateOptions = {}): Evolution {
    const slices = this.evolveInSlices(input, options);
    for (;;) {
      const slice = slices.next();
      if (slice.done) return slice.value;
    }
  }

  /**
   * `evolve` with pauses, for a caller that must let others run: yields the number of timesteps done after each slice of
   * about the same work, and returns what `evolve` would. Nothing else may use the simulator in the meantime.
   */
  *evolveInSlices(
    input: Raster,
    { output = 'spikes', record = false }: SimulateOptions = {},
  ): Generator<number, Evolution, void> {
    if (this.#closed)
      throw new XylopipeError('SIMULATOR_CLOSED', 'the simulator is closed', { who: this.config.chipId });
    refuseOtherChannels(input, this.config);
    const recording = newRecording(this.config, this.updateRule, input.steps, signalsOf(output, record));
    const clipped = inputClipped(input);
    if (clipped !== undefined) this.#events.tell(clipped);

    const stepsPerSlice = Math.ceil(WORK_PER_SLICE / Math.max(this.#core.workPerStep, 1));
    for (let from = 0; from < input.steps; from += stepsPerSlice) {
      const to = Math.min(from + stepsPerSlice, input.steps);
      this.#core.evolve(input, from, to, recording);
      yield to;
    }
    return evolutionOf(recording, this.config, input.steps, output);
  }

  /** Sets all states to zero, undelivered spikes included. */
  resetState(): void {
    this.#core.reset();
  }

  /** A copy of the state. */
  snapshot(): StateSnapshot {
    return this.#core.snapshot();
  }

  /** Puts a snapshot back. Throws `SNAPSHOT_MISMATCH` if it is of a network of other sizes. */
  restore(snapshot: StateSnapshot): void {
    const own = this.#core.snapshot();
    const names = Object.keys(own) as (keyof StateSnapshot)[];
    const differing = names.filter((name) => snapshot[name].length !== own[name].length);
    if (differing.length > 0) {
      const sizes = differing.map(
        (name) => `${name} has ${snapshot[name].length} states instead of ${own[name].length}`,
      );
      throw new XylopipeError('SNAPSHOT_MISMATCH', `the snapshot is of another network: ${sizes.join(', ')}`, {
        who: this.config.chipId,
        hint: 'restore snapshots of the same configuration only',
      });
    }
    this.#core.restore(snapshot);
  }

  /**
   * A copy of what was counted since the simulator was made or the counts were cleared; `null` where telemetry is off.
   * `resetState` and `restore` leave the counts alone.
   */
  telemetry(): Telemetry | null {
    return this.#core.telemetry();
  }

  /** Sets all counts of the telemetry to zero. */
  clearTelemetry(): void {
    this.#core.clearTelemetry();
  }

  /** Completes `events$`; after that nothing can be evolved. */
  close(): void {
    this.#closed = true;
    this.#events.complete();
  }
}

/** One issue per group of neurons that has biases. */
function biasesUnsupported(config: DeviceConfig): readonly Issue[] {
  if (!config.biasEnable) return [];
  return (['bias', 'biasOut'] as const).flatMap((name): Issue[] => {
    const first = config[name].findIndex((bias) => bias !== 0);
    if (first < 0) return [];
    return [
      {
        code: 'BIAS_UNSUPPORTED',
        severity: 'error',
        at: [name, first],
        measured: config[name][first],
        limit: 0,
        message: 'update rule v1 has no bias',
        hint: 'train without biases, or choose a chip with update rule v2',
      },
    ];
  });
}
