import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * The folder of the recorded vectors: `XYLOPIPE_VECTORS`, seen from the repository's root, default `../shared/vectors`;
 * `undefined` where that is none. Throws if it is one that was asked for.
 */
export function vectorsFolder(wanted = process.env.XYLOPIPE_VECTORS): string | undefined {
  const folder = resolve(REPOSITORY, wanted ?? DEFAULT);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder;
  if (wanted === undefined) return undefined;
  throw new Error(`XYLOPIPE_VECTORS names ${folder}, which is no folder`);
}

const DEFAULT = '../shared/vectors';
