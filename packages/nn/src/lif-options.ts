import type { LeakMode } from './lif-leak.js';
import type { Matrix } from './matrix.js';
import type { PerNeuron } from './per-neuron.js';
import type { PerSynapse } from './per-synapse.js';

/** Parameters of LIF neurons; one number stands for all neurons or synapses. */
export interface LifOptions {
  readonly name?: string | undefined;
  /** Number of neurons, N. */
  readonly n: number;
  /** Number of input columns, a multiple of N: column `c` is synapse `c mod S` of neuron `floor(c / S)`. Default: N, one synapse each. */
  readonly nin?: number | undefined;
  /** Which of the three pairs below says how states decay. Default `taus`. */
  readonly leakMode?: LeakMode | undefined;
  /** Time constant of the membrane, seconds, `(N)`. */
  readonly tauMem?: PerNeuron | undefined;
  /** Time constant of the synapses, seconds, `(N, S)`. */
  readonly tauSyn?: PerSynapse | undefined;
  /** Dashes: `1 - 2^-dash` is left of a state after a timestep, `(N)`. */
  readonly dashMem?: PerNeuron | undefined;
  /** `(N, S)`. */
  readonly dashSyn?: PerSynapse | undefined;
  /** Factors, 0 to 1, of what is left of the membrane after a timestep, `(N)`. */
  readonly alpha?: PerNeuron | undefined;
  /** The same of the synapses, `(N, S)`. */
  readonly beta?: PerSynapse | undefined;
  /** Level from which a neuron fires, > 0, `(N)`. Default 1. */
  readonly threshold?: PerNeuron | undefined;
  /** Added to the membrane at every timestep, whatever `dt` is, `(N)`. Default 0. */
  readonly bias?: PerNeuron | undefined;
  /** Recurrent weights, rows = source neuron, columns = target synapse column, `(N, Nin)`. Default: not recurrent. */
  readonly weightsRec?: Matrix | undefined;
  /** Timestep in seconds. A network without can be mapped, but not simulated. */
  readonly dt?: number | undefined;
  /** Most spikes of a neuron in one timestep. Default 65536; 31 for `LifBitshift`. */
  readonly maxSpikesPerDt?: number | undefined;
  /** State to begin with, and to go back to on `resetState`. Default: zeros. */
  readonly initialState?: LifInitialState | undefined;
}

/** State of LIF neurons between two timesteps. */
export interface LifInitialState {
  /** `(N)`. */
  readonly vmem: ArrayLike<number>;
  /** `(N, S)`. */
  readonly isyn: readonly ArrayLike<number>[];
  /** Spike counts of the last step, which recurrent weights still have to deliver, `(N)`. */
  readonly spikes: ArrayLike<number>;
}
