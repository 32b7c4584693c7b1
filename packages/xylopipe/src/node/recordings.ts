import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Issue, issueUnder, isXylopipeError, type Raster, refuseOnErrors, XylopipeError } from '@xylopipe/core';
import { type RasterOptions, rasterFrom, readLabelledSet } from './data-files.js';
import { readInput } from './input-file.js';
import { labelsIn } from './labels-file.js';

/** Rasters to judge networks by, with the classes that they are of, if anybody knows. */
export interface Recordings {
  /** What each is called: its file, below the folder, or its place in the set. */
  readonly names: readonly string[];
  readonly rasters: readonly Raster[];
  /** Class of each raster, the index of the output that ought to spike most. */
  readonly labels?: readonly number[] | undefined;
  /** Names of the classes, by label. */
  readonly classes?: readonly string[] | undefined;
  /** Warnings about the files that they were in. */
  readonly issues?: readonly Issue[] | undefined;
}

/** In a folder of rasters: which class each is of. */
const LABELS = 'labels.csv';

/** Rasters that are looked for in folders. `.npz` and `.json` may be anything else there. */
const RASTER_FILE = /\.((npy|csv)(\.gz)?|nir)$/i;

/**
 * Reads recordings: a labelled set (`.npz`, `.json`), or a folder. The rasters of a folder are its `.npy`, `.csv` and `.nir` files in
 * the order of their names, and their classes stand in `labels.csv`, with the header `file,label`. Without that file the
 * rasters of a folder for each class are read: folders called by whole numbers are labels, others are classes in the order
 * of their names. A folder with neither has recordings without labels.
 * @throws FILE_NOT_READABLE; RECORDINGS_INVALID with every file that is no raster, every raster without a label and every
 * label without a raster; what `labelledSetFromBytes` throws.
 */
export async function readRecordings(path: string, options: RasterOptions = {}): Promise<Recordings> {
  if (!(await isFolder(path))) {
    const { rasters, labels, classes } = await readLabelledSet(path);
    return { names: rasters.map((_, i) => String(i)), rasters, labels, classes };
  }
  const entries = await readdir(path, { withFileTypes: true });
  const files = namesOf(entries.filter((entry) => entry.isFile() && entry.name !== LABELS)).filter(isRaster);
  const folders = namesOf(entries.filter((entry) => entry.isDirectory()));
  if (entries.some(({ name }) => name === LABELS)) return labelledByFile(path, files, options);
  if (files.length > 0) return { names: files, ...(await rastersOf(path, files, [], options)) };
  return labelledByFolder(path, folders, options);
}

async function labelledByFile(path: string, names: readonly string[], options: RasterOptions): Promise<Recordings> {
  const { labels, issues } = labelsIn(await readInput(join(path, LABELS)), names);
  const read = await rastersOf(path, names, issues, options);
  return { names, ...read, labels: names.map((name) => labels.get(name) as number) };
}

async function labelledByFolder(path: string, folders: readonly string[], options: RasterOptions): Promise<Recordings> {
  const numbered = folders.length > 0 && folders.every((name) => /^\d+$/.test(name));
  const files = await Promise.all(
    folders.map(async (folder, i) => {
      const inside = namesOf(await readdir(join(path, folder), { withFileTypes: true })).filter(isRaster);
      const label = numbered ? Number(folder) : i;
      return inside.map((name) => ({ name: `${folder}/${name}`, label }));
    }),
  );
  const all = files.flat();
  if (all.length === 0) throw nothingToRead(path);
  const names = all.map(({ name }) => name);
  const read = await rastersOf(path, names, [], options);
  return { names, ...read, labels: all.map(({ label }) => label), classes: numbered ? undefined : folders };
}

/** Reads all files, and refuses with what is wrong with any of them. */
async function rastersOf(
  path: string,
  names: readonly string[],
  known: readonly Issue[],
  options: RasterOptions,
): Promise<Pick<Recordings, 'rasters' | 'issues'>> {
  if (names.length === 0 && known.length === 0) throw nothingToRead(path);
  const issues = [...known];
  const optionsOf = optionsByKind(names, options);
  const rasters: Raster[] = [];
  for (const name of names) {
    try {
      const read = await rasterFrom(await readInput(join(path, name)), optionsOf(name));
      rasters.push(read.value);
      issues.push(...read.issues.map((issue) => issueUnder([name], issue)));
    } catch (error) {
      if (!isXylopipeError(error) || error.code === 'ABORTED') throw error;
      const { code, hint, message } = error;
      issues.push({ code, severity: 'error', at: [name], message: message.split('\n', 1)[0] as string, hint });
    }
  }
  refuseOnErrors(issues, 'RECORDINGS_INVALID', 'these are no recordings to judge by', { who: path });
  return { rasters, issues };
}

const isNirFile = (name: string): boolean => /\.nir$/i.test(name);

/** Where there are files of both kinds, each gets the options that are for it; where there is one kind, the others are refused. */
function optionsByKind(names: readonly string[], options: RasterOptions): (name: string) => RasterOptions {
  const { dt, nirData, signal, ...others } = options;
  const isMixed = new Set(names.map(isNirFile)).size > 1;
  return isMixed ? (name) => (isNirFile(name) ? { dt, nirData, signal } : { dt, ...others }) : () => options;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // Reading it as a file says what is the matter.
    return false;
  }
}

const namesOf = (entries: readonly { readonly name: string }[]): readonly string[] =>
  entries.map(({ name }) => name).toSorted();

const isRaster = (name: string): boolean => RASTER_FILE.test(name);

const nothingToRead = (path: string): XylopipeError =>
  new XylopipeError('RECORDINGS_INVALID', 'there is no raster in this folder', {
    who: path,
    hint: 'put .npy or .csv rasters there, or into one folder for each class',
  });
