import type { LifTree, Tensor } from '@xylopipe/core';
import { LEAK_OPTIONS, type Leak, leakOf } from './lif-leak.js';
import type { LifOptions } from './lif-options.js';
import type { LifDynamics, LifState } from './lif-steps.js';
import { expandMatrix } from './matrix.js';
import { expandPerNeuron, type PerNeuron } from './per-neuron.js';
import { expandPerSynapse, type PerSynapse } from './per-synapse.js';
import { rowProduct } from './row-product.js';

/** Options of a LIF layer with one value for every neuron and synapse; arrays are row-major. */
export interface LifParameters {
  /** Number of neurons, N. */
  readonly n: number;
  /** Number of synapses per neuron, S. */
  readonly s: number;
  readonly leak: Leak;
  /** Leak of the membrane in the terms of `leak`, `(N)`. */
  readonly leakMem: Float64Array;
  /** Leak of the synapses, `(N, S)`. */
  readonly leakSyn: Float64Array;
  readonly threshold: Float64Array;
  readonly bias: Float64Array;
  /** `(N, N S)`. */
  readonly weightsRec: Tensor | undefined;
  /** Seconds. */
  readonly dt: number | undefined;
  readonly maxSpikesPerDt: number;
}

/** Most spikes of a neuron in one timestep where a layer does not say: the defaults of Rockpool's modules. */
const MAX_SPIKES_PER_DT = { LIF: 65536, LIFBitshift: 31 } as const satisfies Record<LifTree['type'], number>;

/** The parameters that options without a fault stand for. */
export function lifParameters(type: LifTree['type'], options: LifOptions): LifParameters {
  const { n, nin = n, leakMode = 'taus', threshold = 1, bias = 0, weightsRec, dt } = options;
  const { mem, syn } = LEAK_OPTIONS[leakMode];
  const s = nin / n;
  return {
    n,
    s,
    leak: leakOf(type, leakMode),
    leakMem: expandPerNeuron(options[mem] as PerNeuron, n),
    leakSyn: expandPerSynapse(options[syn] as PerSynapse, n, s),
    threshold: expandPerNeuron(threshold, n),
    bias: expandPerNeuron(bias, n),
    weightsRec: weightsRec && expandMatrix(weightsRec),
    dt,
    maxSpikesPerDt: options.maxSpikesPerDt ?? MAX_SPIKES_PER_DT[type],
  };
}

/** What the simulation needs of the parameters; the decays are NaN where the leak needs a `dt` that is missing. */
export function lifDynamics(parameters: LifParameters): LifDynamics {
  const { n, s, leak, leakMem, leakSyn, threshold, bias, weightsRec, dt = Number.NaN, maxSpikesPerDt } = parameters;
  return {
    neurons: n,
    synapses: s,
    alpha: leakMem.map((x) => leak.decay(x, dt)),
    beta: leakSyn.map((x) => leak.decay(x, dt)),
    threshold,
    bias,
    recur: weightsRec && rowProduct(weightsRec),
    maxSpikesPerDt,
  };
}

/** The state that a layer begins with. */
export function initialLifState({ initialState }: LifOptions, n: number, s: number): LifState {
  if (initialState === undefined) {
    return { vmem: new Float64Array(n), isyn: new Float64Array(n * s), spikes: new Float64Array(n) };
  }
  const { vmem, isyn, spikes } = initialState;
  return {
    vmem: Float64Array.from(vmem),
    isyn: expandPerSynapse(isyn, n, s),
    spikes: Float64Array.from(spikes),
  };
}
