import type { QuantizeOptions } from '@xylopipe/quantize';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { LogRange, RecipeSpace } from './recipe-space.js';

/** Uniform in 0 <= x < 1. */
type Random = () => number;

/** A source of random numbers for one proposal: the same for a seed and index, whatever was drawn before. */
export function randomFor(seed: number, index: number): Random {
  const generator = xoroshiro128plus((seed ^ Math.imul(index + 1, 0x9e3779b1)) >>> 0);
  return () => uniformFloat64(generator);
}

/** A recipe from anywhere in the space. */
export function drawRecipe(space: RecipeSpace, random: Random): QuantizeOptions {
  const method = oneOf(space.methods, random);
  return tidy({
    method,
    dashRounding: oneOf(space.dashRounding, random),
    scaleCap: method === 'global' || random() < 0.3 ? undefined : within(space.scaleCap, random),
    clipPercentile: random() < 0.4 ? undefined : 100 - within(space.clippedPercent, random),
    thresholdScale: random() < 0.4 ? undefined : within(space.thresholdScale, random),
    thresholdScaleOut: random() < 0.6 ? undefined : within(space.thresholdScaleOut, random),
  });
}

/** A recipe near another: one or two of its options are drawn anew, or moved a little. */
export function mutateRecipe(recipe: QuantizeOptions, space: RecipeSpace, random: Random): QuantizeOptions {
  const drawn = drawRecipe(space, random);
  let changed = recipe;
  for (let changes = random() < 0.5 ? 1 : 2; changes > 0; changes--) {
    changed = { ...changed, ...oneOf(MUTATIONS, random)(changed, drawn, space, random) };
  }
  return tidy(changed);
}

type Mutation = (
  recipe: QuantizeOptions,
  drawn: QuantizeOptions,
  space: RecipeSpace,
  random: Random,
) => Partial<QuantizeOptions>;

const MUTATIONS: readonly Mutation[] = [
  (_, { method, scaleCap }) => ({ method, scaleCap }),
  (_, { dashRounding }) => ({ dashRounding }),
  ({ method, scaleCap }, drawn, space, random) => ({
    scaleCap: method === 'global' ? undefined : near(scaleCap ?? drawn.scaleCap, space.scaleCap, random),
  }),
  ({ clipPercentile }, drawn, space, random) => {
    const clipped = 100 - (clipPercentile ?? drawn.clipPercentile ?? 100);
    return { clipPercentile: clipped > 0 ? 100 - (near(clipped, space.clippedPercent, random) as number) : undefined };
  },
  ({ thresholdScale }, _, space, random) => ({
    thresholdScale: near(thresholdScale ?? 1, space.thresholdScale, random),
  }),
  ({ thresholdScale, thresholdScaleOut = thresholdScale ?? 1 }, _, space, random) => ({
    thresholdScaleOut: near(thresholdScaleOut, space.thresholdScaleOut, random),
  }),
];

/** What a recipe is told from others by. */
export const keyOf = (recipe: QuantizeOptions): string =>
  JSON.stringify(
    Object.entries(recipe)
      .filter(([, value]) => value !== undefined)
      .toSorted(),
  );

const oneOf = <T>(items: readonly T[], random: Random): T => items[Math.floor(random() * items.length)] as T;

const within = ({ from, to }: LogRange, random: Random): number => from * (to / from) ** random();

/** Up to a tenth of the range away, in the logarithm; `undefined` stays. */
const near = (value: number | undefined, { from, to }: LogRange, random: Random): number | undefined =>
  value && Math.min(to, Math.max(from, value * (to / from) ** (0.2 * random() - 0.1)));

/** Four digits are enough to repeat a recipe by hand; options that change nothing are left out. */
function tidy({
  method,
  dashRounding,
  scaleCap,
  clipPercentile,
  thresholdScale = 1,
  thresholdScaleOut = thresholdScale,
}: QuantizeOptions): QuantizeOptions {
  const cap = method === 'global' ? undefined : scaleCap;
  const [hidden, output] = [rounded(thresholdScale), rounded(thresholdScaleOut)];
  return {
    method,
    ...(dashRounding === undefined || dashRounding === 'nearest' ? {} : { dashRounding }),
    ...(cap === undefined ? {} : { scaleCap: rounded(cap) }),
    ...(clipPercentile === undefined || clipPercentile >= 100 ? {} : { clipPercentile: rounded(clipPercentile) }),
    ...(hidden === 1 ? {} : { thresholdScale: hidden }),
    ...(output === hidden ? {} : { thresholdScaleOut: output }),
  };
}

const rounded = (x: number): number => Number(x.toPrecision(5));
