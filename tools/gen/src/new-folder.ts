import { mkdir, mkdtemp, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { XylopipeError } from '@xylopipe/core';

/**
 * Writes a folder of files, given as texts by relative path: all of it or nothing.
 * @throws FOLDER_EXISTS if there is a file or a folder with something in it.
 */
export async function writeNewFolder(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  await refuseContents(folder);
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  // Beside it, because only within one file system is a rename one step.
  const workshop = await mkdtemp(join(parent, `.${basename(folder)}-`));
  try {
    const draft = join(workshop, 'draft');
    for (const [path, text] of files) {
      const file = join(draft, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    await rmdir(folder).catch(ignoreAbsence);
    await rename(draft, folder);
  } finally {
    await rm(workshop, { recursive: true });
  }
}

async function refuseContents(folder: string): Promise<void> {
  const refuse = (what: string): never => {
    throw new XylopipeError('FOLDER_EXISTS', `${folder} ${what}`, {
      hint: 'remove it, or name another folder with --dir',
    });
  };
  const contents = await readdir(folder).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOTDIR' ? refuse('is a file') : ignoreAbsence(error),
  );
  if (contents !== undefined && contents.length > 0) refuse('is not empty');
}

const ignoreAbsence = (error: NodeJS.ErrnoException): undefined => {
  if (error.code === 'ENOENT') return undefined;
  throw error;
};
