import { XylopipeError } from '@xylopipe/core';

/**
 * The array that is asked for out of a `.npz`: by default the one called `usual`, or the only one. The others are not looked
 * into: they may hold what is not read here. Throws `ARRAY_MISSING`.
 */
export function chosenFile(files: ReadonlyMap<string, Uint8Array>, usual: string, name?: string): Uint8Array {
  const only = files.size === 1 ? [...files.values()][0] : undefined;
  const chosen = name === undefined ? (files.get(usual) ?? only) : files.get(name);
  if (chosen !== undefined) return chosen;
  const have = `have: ${[...files.keys()].join(', ') || 'none'}`;
  throw new XylopipeError('ARRAY_MISSING', `there is no array "${name ?? usual}"; ${have}`, {
    hint: `say which array holds the ${usual}`,
  });
}
