import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Metafile } from 'esbuild';

/** A comment with the licence of every package from elsewhere that is in the output. Throws if one has none. */
export async function licencesOf({ outputs }: Metafile, folder: string): Promise<string> {
  const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  const packages = inputs.map((input) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  const texts = [...new Set(packages)].map((path) => (path === undefined ? '' : licenceOf(join(folder, path))));
  return (await Promise.all(texts)).join('');
}

async function licenceOf(path: string): Promise<string> {
  const file = (await readdir(path)).find((name) => /^licen[cs]e/i.test(name));
  if (file === undefined) throw new Error(`${path} says nothing about its licence`);
  const text = await readFile(join(path, file), 'utf8');
  return `\n/*! This file contains parts of ${basename(path)}:\n\n${text.trim().replaceAll('*/', '* /')}\n*/\n`;
}
