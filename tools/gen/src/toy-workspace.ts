import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The workspace that this tool is part of. */
export const workspaceRoot = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Calls `use` with the root of an empty workspace, and removes it afterwards. It is inside of this tool's folder, so that
 * packages in it find what the tool depends on, and in an `out/`, which git and the other tools ignore.
 */
export async function inToyWorkspace<T>(use: (root: string) => Promise<T>): Promise<T> {
  const out = fileURLToPath(new URL('../out', import.meta.url));
  await mkdir(out, { recursive: true });
  const root = await mkdtemp(join(out, 'workspace-'));
  try {
    for (const name of ['tsconfig.base.json', 'tsconfig.json', 'tsconfig.test.json', 'tsconfig.browser.json']) {
      await cp(join(workspaceRoot, name), join(root, name));
    }
    return await use(root);
  } finally {
    await rm(root, { recursive: true });
  }
}

/** Texts of all files of a package by relative path; what is installed or built does not count. */
export async function packageTexts(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !/^(node_modules|dist)\//.test(path))
    .sort();
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, await readFile(join(folder, path), 'utf8')])),
  );
}
