/** The hidden or the output neurons of an ideal chip: their constants, and their state. */
export interface IdealNeurons {
  readonly count: number;
  /** Of `isyn`. */
  readonly synLeak: Leak;
  /** Of `vmem`. */
  readonly memLeak: Leak;
  /** `(count)`, as are all that follow but `isyn`. */
  readonly threshold: Float64Array;
  readonly bias: Float64Array;
  /** Most spikes in a timestep. */
  readonly most: Float64Array;
  readonly aliases: readonly (readonly number[])[];

  /** `(synapses * count)`: synapse `s` of neuron `id` is number `s * count + id`. */
  readonly isyn: Float64Array;
  readonly vmem: Float64Array;
  /** Spikes of the last timestep, those that came by an alias included. */
  readonly spikes: Int32Array;
}

/** What becomes of states in a timestep: factors from 0 to 1. Both are kept, as in float64 neither follows exactly from the other. */
export interface Leak {
  readonly kept: Float64Array;
  readonly lost: Float64Array;
}

/**
 * The leak of states with these dashes, `dash = log2(tau / dt)`.
 * @param asShift - whether `1 - 2^-dash` is kept, which is a bit shift where the dash is whole; otherwise `exp(-2^-dash)`,
 * the float network's `exp(-dt / tau)`.
 */
export function leakOf(dashes: readonly ArrayLike<number>[], asShift: boolean): Leak {
  const rates = Float64Array.from(
    dashes.flatMap((dash) => Array.from(dash)),
    (dash) => 2 ** -dash,
  );
  return asShift
    ? { kept: rates.map((rate) => 1 - rate), lost: rates }
    : { kept: rates.map((rate) => Math.exp(-rate)), lost: rates.map((rate) => -Math.expm1(-rate)) };
}

/** Neurons at rest. */
export function neuronsAtRest(constants: Omit<IdealNeurons, 'count' | 'isyn' | 'vmem' | 'spikes'>): IdealNeurons {
  const count = constants.threshold.length;
  return {
    ...constants,
    count,
    isyn: new Float64Array(constants.synLeak.kept.length),
    vmem: new Float64Array(count),
    spikes: new Int32Array(count),
  };
}
