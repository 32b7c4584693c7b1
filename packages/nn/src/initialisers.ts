import { type Tensor, tensor, XylopipeError } from '@xylopipe/core';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Source of random numbers, uniform in 0 <= x < 1; `Math.random` is one that cannot be repeated. */
export type Random = () => number;

/** Makes weights `(nin, nout)`, drawn row by row. */
export type Initialiser = (nin: number, nout: number, random: Random) => Tensor;

/** A source that gives the same numbers for the same seed on every machine. Throws `SEED_INVALID` unless the seed is an integer of 32 bits, 0 to 2^32 - 1. */
export function seededRandom(seed: number): Random {
  if (!(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)) {
    throw new XylopipeError('SEED_INVALID', `${seed} is not a seed`, { hint: 'give an integer from 0 to 2^32 - 1' });
  }
  const generator = xoroshiro128plus(seed);
  return () => uniformFloat64(generator);
}

/** Uniform between `-bound` and `bound`. */
export const uniform =
  (bound: number): Initialiser =>
  (nin, nout, random) =>
    draw(nin, nout, () => bound * (2 * random() - 1));

/** Normal with mean 0. Method: Box and Muller, "A note on the generation of random normal deviates", 1958. */
export const normal =
  (deviation: number): Initialiser =>
  (nin, nout, random) =>
    draw(nin, nout, () => deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));

/** Uniform within `sqrt(6 / nin)`: He et al., "Delving deep into rectifiers", 2015. */
export const kaimingUniform: Initialiser = (nin, nout, random) => uniform(Math.sqrt(6 / nin))(nin, nout, random);

/** Uniform within `sqrt(6 / (nin + nout))`: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010. */
export const xavierUniform: Initialiser = (nin, nout, random) =>
  uniform(Math.sqrt(6 / (nin + nout)))(nin, nout, random);

const draw = (nin: number, nout: number, value: () => number): Tensor =>
  tensor([nin, nout], Float64Array.from({ length: nin * nout }, value));
