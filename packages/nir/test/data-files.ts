import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ready } from 'h5wasm';
import { decodeNir } from '../src/codec/nir-codec.js';
import type { Hdf5Library } from '../src/hdf5/hdf5-library.js';
import type { NirFile } from '../src/model/nir-graph.js';

const VECTORS = resolve(import.meta.dirname, '../../..', process.env.XYLOPIPE_VECTORS ?? '../shared/vectors');
const FOLDER = join(VECTORS, '../data');

/** Whether networks of other tools, and what they do, are there. */
export const hasData = existsSync(join(FOLDER, 'nir'));
/** What is said in the name of a test that is skipped for lack of them. */
export const ABSENT = hasData ? '' : ` (they are not at ${FOLDER})`;

/** A file as text, by its path in the folder of data. */
export const dataText = (path: string): string => readFileSync(join(FOLDER, path), 'utf8');

/** A `.nir` file, by its path. */
export async function nirFile(path: string): Promise<NirFile> {
  const library = (await ready) as unknown as Hdf5Library;
  return decodeNir(library, readFileSync(join(FOLDER, path))).value;
}

/** The first column of a CSV file, `(T, 1)`. */
export const firstColumn = (path: string): readonly (readonly number[])[] =>
  dataText(path)
    .trim()
    .split('\n')
    .map((line) => [Number(line.split(',')[0])]);
