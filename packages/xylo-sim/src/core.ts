import type { Raster, SignalName, StateSnapshot } from '@xylopipe/core';

/**
 * The arithmetic of one configured chip with its state, and nothing else: the caller checks input and options and
 * allocates. All cores give the same bits.
 */
export interface Core {
  /** The most neuron updates and additions to synapses that one timestep can take. */
  readonly workPerStep: number;
  /** Evolves the timesteps `from` (inclusive) to `to` (exclusive) of `input` and writes the same rows of `recording`. */
  evolve(input: Raster, from: number, to: number, recording: Recording): void;
  /** Sets all states to zero, undelivered spikes included. */
  reset(): void;
  /** A copy of the state. */
  snapshot(): StateSnapshot;
  /** Takes over the content of a snapshot that has the sizes of this network. */
  restore(snapshot: StateSnapshot): void;
}

/** What a core writes to while it evolves: one row per timestep of the whole input. Zero where nothing was written. */
export interface Recording {
  /** `(T, N)` each, row-major; a signal that is absent is not wanted. */
  readonly signals: { readonly [S in SignalName]?: Int16Array };
  /** `(T)`: 1 where the chip could have hibernated; `null` where the update rule knows no hibernation. */
  readonly hibernation: Uint8Array | null;
}
