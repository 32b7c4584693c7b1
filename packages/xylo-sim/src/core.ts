import type { Raster, StateSnapshot, UpdateRule } from '@xylopipe/core';
import type { Recording } from '@xylopipe/core/session';
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
