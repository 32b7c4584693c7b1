import { Raster } from '@xylopipe/core';

export interface PoissonOptions {
  readonly steps: number;
  readonly channels: number;
  /** Mean spikes per channel and timestep. */
  readonly rate: number;
  readonly seed: number;
}

/** Spike counts drawn from a Poisson distribution (Knuth's multiplication method), the same for the same seed. */
export function poissonRaster({ steps, channels, rate, seed }: PoissonOptions): Raster {
  const next = uniform(seed);
  const limit = Math.exp(-rate);
  const draw = (): number => {
    let count = 0;
    for (let product = next(); product > limit; product *= next()) count++;
    return count;
  };
  return Raster.fromValues(steps, channels, Array.from({ length: steps * channels }, draw));
}

/** Numbers in [0, 1): a linear congruential generator with the constants of Numerical Recipes. */
function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
