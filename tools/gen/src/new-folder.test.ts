import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeNewFolder } from './new-folder.js';
import { packageTexts } from './toy-workspace.js';

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'xylopipe-gen-'));
});
afterEach(() => rm(place, { recursive: true }));

const files = new Map([
  ['a.txt', 'A'],
  ['src/b.txt', 'B'],
]);
const exists = (path: string) =>
  expect.objectContaining({ code: 'FOLDER_EXISTS', message: expect.stringContaining(path) });

it('writes all files, with the folders above them', async () => {
  const folder = join(place, 'x/y');
  await writeNewFolder(folder, files);
  expect(await packageTexts(folder)).toEqual({ 'a.txt': 'A', 'src/b.txt': 'B' });
  expect(await readdir(join(place, 'x'))).toEqual(['y']);
  expect((await stat(folder)).mode & 0o077).not.toBe(0);
});

it('fills a folder that is empty', async () => {
  const folder = join(place, 'empty');
  await mkdir(folder);
  await writeNewFolder(folder, files);
  expect(Object.keys(await packageTexts(folder))).toHaveLength(2);
});

it('refuses a folder with anything in it, and a file', async () => {
  const folder = join(place, 'full');
  await mkdir(folder);
  await writeFile(join(folder, '.hidden'), '');
  await expect(writeNewFolder(folder, files)).rejects.toThrow(exists(folder));
  await expect(writeNewFolder(join(folder, '.hidden'), files)).rejects.toThrow(exists('.hidden is a file'));
  expect(await readdir(folder)).toEqual(['.hidden']);
});

it('leaves nothing behind when it fails half way', async () => {
  const impossible = new Map([...files, ['a.txt/c.txt', 'C']]);
  await expect(writeNewFolder(join(place, 'x'), impossible)).rejects.toThrow('a.txt');
  expect(await readdir(place)).toEqual([]);
});
