import type { NeuronLint } from './neuron-lint.js';

/** Factors of neurons that share one differ by no more than this when they are read off rounded weights. */
const SHARED = 1.5;

/** The smallest and the largest factor, and whether all neurons may share one. 1 where there is none. */
export function factorSpan({ factor }: Pick<NeuronLint, 'factor'>) {
  const known = factor.filter((x) => x > 0);
  const smallest = known.length === 0 ? 1 : known.reduce((a, b) => Math.min(a, b));
  const largest = known.length === 0 ? 1 : known.reduce((a, b) => Math.max(a, b));
  return { smallest, largest, shared: largest < SHARED * smallest };
}
