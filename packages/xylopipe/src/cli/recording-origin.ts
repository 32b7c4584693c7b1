import { basename, dirname, join } from 'node:path';
import { isXylopipeError } from '@xylopipe/core';
import { type Recipe, readRecipe } from './recipe.js';
import { RESULTS } from './results.js';

/** What a recording came of, where that is known. */
export interface RecordingOrigin {
  readonly chipId?: string | undefined;
  /** SHA-256 of the configuration. */
  readonly config?: string | undefined;
}

/**
 * What the `run.json` beside a recording says of it. It speaks for the very file that the run wrote: of any other, and where
 * there is none, nothing is known.
 */
export async function originOf(path: string, sha256: string): Promise<RecordingOrigin> {
  const recipe = await recipeBeside(path);
  if (recipe?.outputs[basename(path)] !== sha256) return {};
  const { chipId, outputs, from, inputs } = recipe;
  return {
    chipId,
    config: outputs[RESULTS.configure.fileName] ?? (from === 'deploy' ? inputs.artifact.sha256 : undefined),
  };
}

async function recipeBeside(path: string): Promise<Recipe | undefined> {
  try {
    return await readRecipe(join(dirname(path), 'run.json'));
  } catch (error) {
    if (isXylopipeError(error)) return undefined;
    throw error;
  }
}
