import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isXylopipeError } from '@xylopipe/core';
import { sha256 as digestOfBytes, readInput } from '../../node/input-file.js';
import { type Recipe, readRecipe } from '../slice/recipe.js';
import { RESULTS } from '../slice/results.js';

/** What a recording came of, where that is known. */
export interface RecordingOrigin {
  readonly chipId?: string | undefined;
  /** SHA-256 of the configuration. */
  readonly config?: string | undefined;
  /** File beside it that holds the configuration; where there is no run.json, nothing but its place says so. */
  readonly configPath?: string | undefined;
}

/** The recipe beside a recording, if it is there. */
export const recipePathOf = (path: string): string => join(dirname(path), RECIPE);

/** The configuration and chip of a recording, by the recipe that it came of. */
export async function originOf(path: string, sha256: string): Promise<RecordingOrigin> {
  const { fileName } = RESULTS.configure;
  const configPath = join(dirname(path), fileName);
  const digest = await digestOf(configPath);
  if (!existsSync(recipePathOf(path))) return digest === undefined ? {} : { configPath };
  const recipe = await recipeBehind(path, sha256);
  if (recipe === undefined) return {};
  const { chipId, outputs, from, inputs } = recipe;
  const config = outputs[fileName] ?? (from === 'deploy' ? inputs.artifact.sha256 : undefined);
  return { chipId, config, ...(digest !== undefined && digest === config ? { configPath } : {}) };
}

const RECIPE = 'run.json';

const digestOf = (path: string): Promise<string | undefined> =>
  readInput(path).then(
    ({ bytes }) => digestOfBytes(bytes),
    () => undefined,
  );

/**
 * The `run.json` beside a recording. It speaks for the very file that the run wrote: of any other, and where there is none,
 * nothing is known.
 */
export async function recipeBehind(path: string, sha256: string): Promise<Recipe | undefined> {
  const recipe = await recipeBeside(path);
  return recipe?.outputs[basename(path)] === sha256 ? recipe : undefined;
}

async function recipeBeside(path: string): Promise<Recipe | undefined> {
  try {
    return await readRecipe(recipePathOf(path));
  } catch (error) {
    if (isXylopipeError(error)) return undefined;
    throw error;
  }
}
