/**
 * What quantization did to each neuron of a kind: one value per neuron and column. Everything is read off the two
 * specifications; weights count with their shift. NaN where there is nothing to be measured.
 */
export interface NeuronLint {
  readonly count: number;
  /**
   * What the weights were multiplied with: the least squares fit `sum(q w) / sum(w w)` of integers `q` to real `w`; without
   * weights that of the bias.
   */
  readonly factor: Float64Array;
  /** Weights into the neuron that are not 0 before quantization, and how many of them became 0. */
  readonly weights: Uint32Array;
  readonly weightsLost: Uint32Array;
  /** Sources with a weight that is not 0, and how many lost all of theirs: both synapses count as one source. */
  readonly sources: Uint32Array;
  readonly sourcesLost: Uint32Array;
  /** 1 where the neuron had weights, all are 0 now, and neither an alias nor a bias makes it spike. */
  readonly dead: Uint8Array;
  /** 1 where the neuron led somewhere, and now leads nowhere. Never for outputs. */
  readonly cutOff: Uint8Array;
  /** Bits in use, sign included: `1 + log2(1 + largest |q|)`, so 8 for 127; 0 without weights. */
  readonly rangeBits: Float64Array;
  /** `log2` of the number of different integers among the weights that were not 0; 0 for one or none. */
  readonly levelBits: Float64Array;
  /** Root mean square of `q - factor w` in per cent of that of `factor w`. */
  readonly weightError: Float64Array;
  /** Integer threshold against `factor` times the real one, in per cent; below 0, the neuron fires more easily. */
  readonly thresholdError: Float64Array;
  /** The integer threshold, and a bound of the membrane: from rest, no input brings it above. */
  readonly threshold: Int32Array;
  readonly reach: Int32Array;
  /**
   * Largest magnitude of a synapse, and of the membrane, if nothing were cut, over 32767: where all sources that excite, or
   * all that inhibit, give what they can, 15 spikes of a channel and 31 of a neuron in each timestep. Up to 1 is safe.
   */
  readonly isynWorst: Float64Array;
  readonly vmemWorst: Float64Array;
  /** The larger of the two where each gives one spike per timestep instead. */
  readonly steady: Float64Array;
  /** 0: none, both worst cases up to 1. 1: possible. 2: likely, `steady` is over 1. */
  readonly saturationRisk: Uint8Array;
  /**
   * Time constant of the chip's decay `1 - 2^-d` against `2^dash dt`, in per cent: `-1 / ln(1 - 2^-d) / 2^dash - 1`; a
   * whole dash has an error, too, which is 28 % for 1 and 6 % for 3.
   */
  readonly tauMemError: Float64Array;
  readonly tauSynError: Float64Array;
  /** NaN where there is no second synapse. */
  readonly tauSyn2Error: Float64Array;
  /** What is kept of the state in a timestep, `1 - 2^-d` against `exp(-2^-dash)`, in per cent. */
  readonly decayMemError: Float64Array;
  readonly decaySynError: Float64Array;
  readonly decaySyn2Error: Float64Array;
}
