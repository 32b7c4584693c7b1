import { createHash } from 'node:crypto';
import { relative, resolve, sep } from 'node:path';
import type { MapOptions } from '@xylopipe/core';
import type { NirImportOptions } from '@xylopipe/nir';
import type { Objective, Trial } from '@xylopipe/tune';
import type { Recordings } from '../../node/recordings.js';
import type { Recipe } from '../slice/recipe.js';
import { versions } from '../versions.js';

/** Of the rasters and their labels, whatever files they were in. */
export function digestOf({ rasters, labels }: Recordings): string {
  const hash = createHash('sha256').update(JSON.stringify(labels ?? null));
  for (const { steps, channels, counts } of rasters) hash.update(`${steps} ${channels} `).update(counts);
  return hash.digest('hex');
}

/** What a search was, and found. */
export interface Found {
  readonly chipId: string;
  /** Seconds per timestep, and what else a NIR file leaves open. */
  readonly dt?: number | undefined;
  readonly nir?: Omit<NirImportOptions, 'dt'> | undefined;
  readonly map: MapOptions;
  readonly best: Trial;
  readonly objectives: readonly Objective[];
  readonly seed: number;
  readonly trials: readonly Trial[];
  readonly standards: readonly Trial[];
}

/** The recipe of a run that has not been yet: `run --recipe` takes it with any input. */
export const recipeOfFound = (
  { chipId, dt, nir, map, best, objectives, seed, trials, standards }: Found,
  { path, digests }: { readonly path: string; readonly digests: { readonly network: string; readonly data: string } },
  folder: string,
): Recipe => ({
  format: 'xylopipe/run',
  version: 1,
  chipId,
  from: 'extract',
  until: 'evolve',
  options: { dt, nir, map, quantize: best.recipe } as Recipe['options'],
  inputs: {
    artifact: { path: relative(resolve(folder), resolve(path)).replaceAll(sep, '/'), sha256: digests.network },
  },
  outputs: {},
  versions: versions(),
  tuned: {
    score: { ...best.score } as Record<string, number>,
    standards: standards.map(({ recipe, score }) => ({ recipe, score })),
    ...{ objectives, seed, tried: trials.length, data: digests.data },
  },
  issues: [],
  timings: {},
});
