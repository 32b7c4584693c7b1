import type { MappedSpec, QuantizedSpec, Tensor, TensorData } from '@xylopipe/core';

/** A matrix of weights into the neurons of a kind, real and whole; `ratio` is what its shifts make of a whole one. */
export interface WeightPair {
  readonly real: Tensor;
  readonly integers: Tensor<TensorData>;
  readonly ratio: number;
}

/** All matrices into hidden neurons, and into outputs. */
export const weightPairs = (mapped: MappedSpec, quantized: QuantizedSpec) => ({
  hidden: [
    {
      real: mapped.weightsIn,
      integers: quantized.weightsIn,
      ratio: 2 ** (quantized.weightShiftIn - mapped.weightShiftIn),
    },
    {
      real: mapped.weightsRec,
      integers: quantized.weightsRec,
      ratio: 2 ** (quantized.weightShiftRec - mapped.weightShiftRec),
    },
  ],
  outputs: [
    {
      real: mapped.weightsOut,
      integers: quantized.weightsOut,
      ratio: 2 ** (quantized.weightShiftOut - mapped.weightShiftOut),
    },
  ],
});

/** What the weights into each neuron tell of the factor that they were multiplied with before they were rounded. */
export interface FactorBounds {
  /** Between these it lies; 0 and infinity where there are no weights. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** The least squares fit to the weights that tell it, within the bounds; NaN where there are none. */
  readonly factor: Float64Array;
}

/** Float64 loses less. */
export const TOLERANCE = 1e-9;

/**
 * Reads the factors of neurons off their weights. Where no factor fits all weights of some neuron, weights were clipped: then
 * the largest integers, of which each may have been, are bounds from below alone.
 */
export function factorBounds(pairs: readonly WeightPair[], neurons: number): FactorBounds {
  const strict = boundsOf(pairs, neurons, Number.POSITIVE_INFINITY);
  const clips = strict.lower.some((lower, n) => lower > (strict.upper[n] as number) * (1 + TOLERANCE));
  return clips ? boundsOf(pairs, neurons, largestOf(pairs)) : strict;
}

const largestOf = (pairs: readonly WeightPair[]): number =>
  pairs.reduce((most, { integers: { data } }) => {
    let largest = most;
    for (let i = 0; i < data.length; i++) largest = Math.max(largest, Math.abs(data[i] as number));
    return largest;
  }, 0);

/** @param clipped - magnitude from which on an integer says nothing of what it would have been. */
function boundsOf(pairs: readonly WeightPair[], neurons: number, clipped: number): FactorBounds {
  const lower = new Float64Array(neurons);
  const upper = new Float64Array(neurons).fill(Number.POSITIVE_INFINITY);
  const products = new Float64Array(neurons);
  const squares = new Float64Array(neurons);
  for (const { real, integers, ratio } of pairs) {
    for (let i = 0; i < real.data.length; i++) {
      const weight = Math.abs(real.data[i] as number);
      if (weight === 0) continue;
      const n = targetOf(real, i);
      const magnitude = Math.abs(integers.data[i] as number);
      lower[n] = Math.max(lower[n] as number, ((magnitude - 0.5) * ratio) / weight);
      if (magnitude >= clipped) continue;
      upper[n] = Math.min(upper[n] as number, ((magnitude + 0.5) * ratio) / weight);
      products[n] = (products[n] as number) + magnitude * ratio * weight;
      squares[n] = (squares[n] as number) + weight * weight;
    }
  }
  const factor = products.map((product, n) => {
    const [least, most] = [lower[n] as number, upper[n] as number];
    const fit = squares[n] === 0 ? least : product / (squares[n] as number);
    return fit === 0 && least === 0 ? Number.NaN : Math.max(Math.min(fit, most), least);
  });
  return { lower, upper, factor };
}

/** The neuron that an element of a matrix leads to. */
export const targetOf = ({ shape: [, targets = 0, synapses = 1] }: Tensor, i: number): number =>
  Math.floor(i / synapses) % targets;
