import { type Tensor, tensor, XylopipeError } from '@xylopipe/core';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Source of random numbers, uniform in 0 <= x < 1; `Math.random` is one that cannot be repeated. */
export type Random = () => number;

/** Where weights are drawn from. */
export interface DrawOptions {
  /** Seed of a source of their own, as for `seededRandom`. Default 0. */
  readonly seed?: number | undefined;
  /** A source in place of `seed`, to draw several matrices one after the other. */
  readonly random?: Random | undefined;
}

/** Makes weights `(nin, nout)`, drawn row by row. */
export type Initialiser = (nin: number, nout: number, options?: DrawOptions) => Tensor;

/** A source that gives the same numbers for the same seed on every machine. Throws `SEED_INVALID` unless the seed is an integer from 0 to 2^32 - 1. */
export function seededRandom(seed: number): Random {
  if (!(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)) {
    throw new XylopipeError('SEED_INVALID', `${seed} is not a seed`, { hint: 'give an integer from 0 to 2^32 - 1' });
  }
  const generator = xoroshiro128plus(seed);
  return () => uniformFloat64(generator);
}

/**
 * Uniform from `-bound` to `bound`.
 * @param options - `bound`: default `sqrt(6 / nin)`, He et al., "Delving deep into rectifiers", 2015.
 */
export function uniformWeights(
  nin: number,
  nout: number,
  { bound = Math.sqrt(6 / nin), ...source }: DrawOptions & { readonly bound?: number | undefined } = {},
): Tensor {
  const random = randomOf(source);
  return draw(nin, nout, () => bound * (2 * random() - 1));
}

/** Uniform within `sqrt(6 / (nin + nout))`: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010. */
export const xavierWeights: Initialiser = (nin, nout, source) =>
  uniformWeights(nin, nout, { ...source, bound: Math.sqrt(6 / (nin + nout)) });

/**
 * Normal with mean 0. Method: Box and Muller, "A note on the generation of random normal deviates", 1958.
 * @param options - `deviation`: default `sqrt(2 / nin)`, He et al. as above.
 */
export function normalWeights(
  nin: number,
  nout: number,
  { deviation = Math.sqrt(2 / nin), ...source }: DrawOptions & { readonly deviation?: number | undefined } = {},
): Tensor {
  const random = randomOf(source);
  return draw(nin, nout, () => deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
}

const randomOf = ({ seed = 0, random = seededRandom(seed) }: DrawOptions): Random => random;

const draw = (nin: number, nout: number, value: () => number): Tensor =>
  tensor([nin, nout], Float64Array.from({ length: nin * nout }, value));
