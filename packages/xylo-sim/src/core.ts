import type { Raster, SignalName, StateSnapshot, UpdateRule } from '@xylopipe/core';
import type { Telemetry } from './telemetry/telemetry.js';

/**
 * The arithmetic of one configured chip with its state, and nothing else: the caller checks input and options and
 * allocates. All cores give the same bits.
 */
export interface Core {
  /** How long one timestep can take at most, in units of about a nanosecond. */
  readonly workPerStep: number;
  /** Evolves the timesteps `from` (inclusive) to `to` (exclusive) of `input` and writes the same rows of `recording`. */
  evolve(input: Raster, from: number, to: number, recording: Recording): void;
  /** Sets all states to zero, undelivered spikes included. Telemetry stays. */
  reset(): void;
  /** A copy of the state. */
  snapshot(): StateSnapshot;
  /** Takes over the content of a snapshot that has the sizes of this network, and no more than 31 spikes per neuron. */
  restore(snapshot: StateSnapshot): void;
  /** A copy of what was counted since the core was opened or the counts were cleared; `null` where telemetry is off. */
  telemetry(): Telemetry | null;
  /** Sets all counts of the telemetry to zero. */
  clearTelemetry(): void;
}

/** How a core is to work. */
export interface CoreOptions {
  readonly updateRule: UpdateRule;
  readonly telemetry: boolean;
}

/** What a core writes to while it evolves: one row per timestep of the whole input. All values are written. */
export interface Recording {
  readonly signals: { readonly [S in SignalName]?: RecordedSignal };
  /** `(T)`: 1 where the chip could have hibernated, 0 elsewhere; `null` where the update rule knows no hibernation. */
  readonly hibernation: Uint8Array | null;
}

/** The rows of one signal. */
export interface RecordedSignal {
  /** `(T, n)`, row-major. */
  readonly rows: Int16Array;
  /** Ids of the n recorded neurons, one per column; `null` for all of them in order. */
  readonly neurons: Uint32Array | null;
}
