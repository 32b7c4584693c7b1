import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Vectors } from './vectors.js';

/** Where vectors are on disk: their folder, and that of models and inputs beside it. */
export const foldersOnDisk = (vectors: string): { readonly vectors: string; readonly data: string } => ({
  vectors,
  data: join(dirname(vectors), 'data'),
});

/** The vectors in a folder on disk. */
export function vectorsOnDisk(folder: string): Vectors {
  const folders: Readonly<Record<string, string>> = foldersOnDisk(folder);
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  return {
    files: Object.fromEntries(names.map((name) => [name, recordedFiles(join(folder, name))])),
    read: async (path) => {
      const [first = '', ...rest] = path.split('/');
      return new Uint8Array(await readFile(join(folders[first] as string, ...rest)));
    },
  };
}

const recordedFiles = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json.gz'))
    .sort();
