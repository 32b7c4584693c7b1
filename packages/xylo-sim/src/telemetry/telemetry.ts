/**
 * What went out of bounds, and who fired, while telemetry was on: counts of timesteps, except for `inputCut`.
 * The same from every core.
 */
export interface Telemetry {
  /** Timesteps that were watched. */
  readonly steps: number;
  /** `(Nin)`: input events over the 15 that a channel takes in a timestep. */
  readonly inputCut: Float64Array;
  /** `(S * Nhidden)`, synapse 0 of all hidden neurons first: timesteps in which an addition to the synapse left 16 bits. */
  readonly isynSaturated: Uint32Array;
  /** `(Nhidden)`: timesteps in which the increment of the membrane, or the membrane, left 16 bits. */
  readonly vmemSaturated: Uint32Array;
  /** `(Nhidden)`: timesteps in which the neuron would have had more than 31 spikes, those by an alias included. */
  readonly spikesCut: Uint32Array;
  /** `(Nhidden)`: timesteps in which the neuron had spikes, those by an alias included. */
  readonly fired: Uint32Array;
  /** `(Nout)`, as `isynSaturated`. */
  readonly isynOutSaturated: Uint32Array;
  /** `(Nout)`, as `vmemSaturated`. */
  readonly vmemOutSaturated: Uint32Array;
  /** `(Nout)`: timesteps in which the output neuron spiked. */
  readonly firedOut: Uint32Array;
}
