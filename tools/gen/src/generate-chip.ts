import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ChipLimits, defineLimits, XylopipeError } from '@xylopipe/core';
import { createRegistry } from 'xylopipe';
import { limits as templateLimits } from '../template/chip/src/limits.js';
import { type ChipNames, chipNames, renamed } from './chip-names.js';
import { limitsModule } from './limits-module.js';
import { writeNewFolder } from './new-folder.js';
import { withReference } from './references.js';

/** A chip to write a package for. */
export interface NewChip {
  readonly id: string;
  /** Default: the words of the id. */
  readonly label?: string | undefined;
  /** Id of the built-in chip whose limits are copied. Default: those of the template. */
  readonly like?: string | undefined;
  /** Folder of a private package. Default: `packages/xylo-<id>`, a package to publish. */
  readonly dir?: string | undefined;
}

/** A package that has been written. */
export interface Generated {
  readonly names: ChipNames;
  /** Absolute path. */
  readonly folder: string;
  /** Whether it is one to publish. */
  readonly published: boolean;
  /** Paths from `folder`. */
  readonly files: readonly string[];
}

/**
 * Writes a package for a chip into the workspace at `root`. Whatever is refused is refused before anything is written.
 * @throws CHIP_NAME_INVALID, LIMITS_INVALID, DUPLICATE_CHIP, UNKNOWN_CHIP, FOLDER_RESERVED, REFERENCES_UNKNOWN, FOLDER_EXISTS.
 */
export async function generateChip(root: string, { id, label, like, dir }: NewChip): Promise<Generated> {
  const names = chipNames(id, label);
  const limits = limitsOf(names, like);
  const published = dir === undefined;
  const folder = published ? join(root, 'packages', `xylo-${id}`) : resolve(root, dir);
  if (!published && dirname(folder) === join(root, 'packages')) {
    throw new XylopipeError(
      'FOLDER_RESERVED',
      `packages/ is for packages to publish, ${relative(root, folder)} is not one`,
      {
        hint: `leave --dir out to get packages/xylo-${id}, or name a folder elsewhere, e.g. examples/${id}`,
      },
    );
  }
  const texts = new Map([...(await textsIn('chip')), ...(published ? await textsIn('published') : [])]);
  const files = new Map([...texts].map(([path, text]) => [path, renamed(text, names)]));
  files.set('src/limits.ts', limitsModule(limits));

  const tsconfigs = published ? await referencing(root, `packages/xylo-${id}`) : new Map<string, string>();
  await writeNewFolder(folder, files);
  for (const [path, text] of tsconfigs) await writeFile(path, text);
  return { names, folder, published, files: [...files.keys()] };
}

/** The limits to begin with. */
function limitsOf({ id, label }: ChipNames, like?: string): ChipLimits {
  const registry = createRegistry();
  if (registry.has(id)) {
    const chipIds = registry.list().map(({ chipId }) => chipId);
    throw new XylopipeError('DUPLICATE_CHIP', `${id} is a built-in chip; these are: ${chipIds.join(', ')}`, {
      hint: `give yours another id; --like ${id} copies its limits`,
    });
  }
  if (like === undefined) return defineLimits({ ...templateLimits, chipId: id, label });
  const { limits } = registry.get(like);
  const source = `as ${limits.label} (${like}), until it is filled in`;
  return defineLimits({ ...limits, chipId: id, label, sources: { '': { kind: 'derived', source } } });
}

/** The tsconfig.json files of the workspace, by path, that name all packages. */
async function referencing(root: string, folder: string): Promise<ReadonlyMap<string, string>> {
  const paths = ['tsconfig.json', 'tsconfig.test.json'].map((name) => join(root, name));
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return new Map(paths.map((path, i) => [path, withReference(texts[i] as string, folder)]));
}

/** A part of the template: texts by relative path. */
async function textsIn(part: 'chip' | 'published'): Promise<ReadonlyMap<string, string>> {
  const folder = fileURLToPath(new URL(`../template/${part}`, import.meta.url));
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return new Map(paths.map((path, i) => [relative(folder, path), texts[i] as string]));
}
