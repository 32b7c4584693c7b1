import type { MatrixPair, NeuronPairs } from './neuron-pairs.js';

/** Between which factors that of a neuron lies: others would have rounded its weights to other integers. */
interface FactorBounds {
  readonly lower: Float64Array;
  /** Infinity where there are no weights. */
  readonly upper: Float64Array;
}

/** What can be known of the factors of neurons. */
export interface FactorSpan extends FactorBounds {
  /** Whether one factor would have given the integers of all neurons. */
  readonly shared: boolean;
}

/** Float64 loses less. */
const TOLERANCE = 1e-9;

/**
 * Reads the bounds of the factors off real weights and integers. Where no factor fits all weights of some neuron, weights
 * were clipped: then the largest integers, of which each may have been, are bounds from below alone.
 */
export function factorSpan(pairs: NeuronPairs): FactorSpan {
  const strict = boundsOf(pairs, Number.POSITIVE_INFINITY);
  const clips = strict.lower.some((lower, n) => lower > (strict.upper[n] as number) * (1 + TOLERANCE));
  const { lower, upper } = clips ? boundsOf(pairs, largestOf(pairs)) : strict;
  const least = upper.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return { lower, upper, shared: lower.every((bound) => bound <= least * (1 + TOLERANCE)) };
}

const largestOf = ({ into }: NeuronPairs): number =>
  into.reduce((most, { quantized }) => quantized.reduce((a, q) => Math.max(a, Math.abs(q)), most), 0);

/** @param clipped - magnitude from which on an integer says nothing of what it would have been. */
function boundsOf({ count, into }: NeuronPairs, clipped: number): FactorBounds {
  const lower = new Float64Array(count);
  const upper = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  for (const matrix of into) {
    for (let i = 0; i < matrix.mapped.length; i++) {
      const weight = Math.abs(matrix.mapped[i] as number) * matrix.mappedUnit;
      if (weight === 0) continue;
      const target = targetOf(matrix, i);
      const magnitude = Math.abs(matrix.quantized[i] as number);
      lower[target] = Math.max(lower[target] as number, ((magnitude - 0.5) * matrix.quantizedUnit) / weight);
      if (magnitude >= clipped) continue;
      upper[target] = Math.min(upper[target] as number, ((magnitude + 0.5) * matrix.quantizedUnit) / weight);
    }
  }
  return { lower, upper };
}

/** The neuron that an element of a matrix leads to. */
const targetOf = ({ targets, synapses }: MatrixPair, i: number): number => Math.floor(i / synapses) % targets;
