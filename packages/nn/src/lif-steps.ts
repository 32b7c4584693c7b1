import type { RowProduct } from './row-product.js';

/** Parameters of LIF neurons as the simulation needs them; all arrays row-major. */
export interface LifDynamics {
  /** Number of neurons, N. */
  readonly neurons: number;
  /** Number of synapses per neuron, S. */
  readonly synapses: number;
  /** Decay factor of the membrane per timestep, `(N)`. */
  readonly alpha: Float64Array;
  /** Decay factor of the synapses per timestep, `(N, S)`. */
  readonly beta: Float64Array;
  /** `(N)`. */
  readonly threshold: Float64Array;
  /** Added to the membrane at every timestep, `(N)`. */
  readonly bias: Float64Array;
  /** Multiplies spikes `(N)` by the recurrent weights, to `(N, S)`. */
  readonly recur: RowProduct | undefined;
  /** Most spikes of a neuron in one timestep. */
  readonly maxSpikesPerDt: number;
}

/** State of LIF neurons between two timesteps: `vmem (N)`, `isyn (N, S)`, `spikes (N)` of the last one. */
export interface LifState {
  readonly vmem: Float64Array;
  readonly isyn: Float64Array;
  readonly spikes: Float64Array;
}

/** Where states go at the end of each timestep: as `LifState` with a leading `T`, and `irec (T, N, S)`. */
export interface LifTrace extends LifState {
  readonly irec: Float64Array;
}

/**
 * Runs LIF neurons over `input (T, N, S)`; changes `state` and writes the spike counts to `output (T, N)`, which begins as zeros.
 * The input is decayed in the step in which it arrives, recurrent spikes arrive one step late, the reset subtracts.
 */
export function runLif(
  { neurons, synapses, alpha, beta, threshold, bias, recur, maxSpikesPerDt }: LifDynamics,
  { vmem, isyn, spikes }: LifState,
  input: Float64Array,
  output: Float64Array,
  trace: LifTrace | undefined,
): void {
  const columns = neurons * synapses;
  const steps = output.length / neurons;
  const irec = new Float64Array(columns);
  for (let t = 0; t < steps; t++) {
    recur?.(spikes, 0, irec, 0);
    const row = t * columns;
    for (let c = 0; c < columns; c++) isyn[c] = (isyn[c] + input[row + c] + irec[c]) * beta[c];

    for (let n = 0, c = 0; n < neurons; n++) {
      let current = 0;
      for (let s = 0; s < synapses; s++) current += isyn[c++];
      const v = vmem[n] * alpha[n] + current + bias[n];
      const level = threshold[n];
      if (v >= level) {
        const count = Math.min(Math.floor(v / level), maxSpikesPerDt);
        vmem[n] = v - count * level;
        spikes[n] = count;
        output[t * neurons + n] = count;
      } else {
        vmem[n] = v;
        spikes[n] = 0;
      }
    }

    if (trace !== undefined) {
      trace.vmem.set(vmem, t * neurons);
      trace.spikes.set(spikes, t * neurons);
      trace.isyn.set(isyn, row);
      trace.irec.set(irec, row);
    }
  }
}
