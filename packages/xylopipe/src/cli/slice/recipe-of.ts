import { relative, resolve, sep } from 'node:path';
import { sha256 } from '../../node/input-file.js';
import { versions } from '../versions.js';
import type { Plan, Prepared } from './plan.js';
import type { Recipe } from './recipe.js';
import type { SliceResult } from './slice.js';

/**
 * What gives a run again.
 * @param files - what was written, by name.
 * @param folder - where the recipe lies: its paths are seen from there.
 */
export function recipeOf(
  { dt, nir, map, quantize, record, size, events, nirData }: Plan,
  { slice, artifactFile, inputFile }: Prepared,
  { issues, timings, ranOn }: SliceResult,
  files: ReadonlyMap<string, string | Uint8Array>,
  folder: string,
): Recipe {
  const { from, until, options } = slice;
  const inputOf = ({ path, bytes }: { readonly path: string; readonly bytes: Uint8Array }) => ({
    path: relative(resolve(folder), resolve(path)).replaceAll(sep, '/'),
    sha256: sha256(bytes),
  });
  return {
    format: 'xylopipe/run',
    version: 1,
    chipId: options.device,
    from,
    until,
    options: { dt, nir, map, quantize, record, size, events, nirData } as Recipe['options'],
    inputs: { artifact: inputOf(artifactFile), ...(inputFile && { raster: inputOf(inputFile) }) },
    outputs: Object.fromEntries([...files].map(([name, content]) => [name, sha256(content)])),
    versions: versions(),
    ...(ranOn && { ranOn }),
    issues: [...issues],
    timings,
  };
}
