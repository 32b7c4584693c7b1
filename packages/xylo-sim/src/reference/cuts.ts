/** What did not fit its word or its limit in a timestep, as marks of 1. Kept for telemetry only: nothing depends on it. */
export interface Cuts {
  /** `(synapses * count)`: an addition to the synapse saturated. */
  readonly isyn: Uint8Array;
  /** `(count)`: an addition on the way to the new membrane saturated. */
  readonly vmem: Uint8Array;
  /** `(count)`: spikes were left over, of the neuron's own or of an alias. */
  readonly spikes: Uint8Array;
}

/** No marks. */
export const newCuts = (count: number, synapses: number): Cuts => ({
  isyn: new Uint8Array(synapses * count),
  vmem: new Uint8Array(count),
  spikes: new Uint8Array(count),
});
