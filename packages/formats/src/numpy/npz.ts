import { type Issue, refuseOnErrors } from '@xylopipe/core';
import { attempt } from '../attempt.js';
import { filesFromZip, filesToZip } from '../bytes/zip.js';
import { type NpyArray, type NpyInput, npyFromBytes, npyToBytes } from './npy.js';

const SUFFIX = '.npy';

/** How to write a `.npz`. */
export interface NpzOptions {
  /** Whether to deflate, as `numpy.savez_compressed` does. Default `true`. */
  readonly compress?: boolean | undefined;
}

/**
 * Reads all arrays of a `.npz` file, stored or deflated, in their order.
 * @throws ZIP_INVALID if the archive is damaged, NPZ_INVALID with the problem of every array that `npyFromBytes` refuses.
 */
export function npzFromBytes(bytes: Uint8Array): ReadonlyMap<string, NpyArray> {
  const arrays = new Map<string, NpyArray>();
  const issues: Issue[] = [];
  for (const [name, file] of npyFilesFromNpz(bytes)) {
    const array = attempt([name], issues, () => npyFromBytes(file));
    if (array !== undefined) arrays.set(name, array);
  }
  refuseOnErrors(issues, 'NPZ_INVALID', 'not every array of the .npz file can be read');
  return arrays;
}

/** Writes arrays under their names, in their order. The same arrays give the same bytes. Throws `NPZ_INVALID` with what `npyToBytes` refuses. */
export function npzToBytes(arrays: ReadonlyMap<string, NpyInput>, options: NpzOptions = {}): Uint8Array {
  const issues: Issue[] = [];
  const files = new Map<string, Uint8Array>();
  for (const [name, array] of arrays) {
    const file = attempt([name], issues, () => npyToBytes(array));
    if (file !== undefined) files.set(name, file);
  }
  refuseOnErrors(issues, 'NPZ_INVALID', 'not every array can be written');
  return npyFilesToNpz(files, options);
}

/** The `.npy` files of a `.npz` by the names of their arrays, not yet looked into. Throws `ZIP_INVALID`, and `NPZ_INVALID` for other files. */
export function npyFilesFromNpz(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const files = filesFromZip(bytes);
  const others = [...files.keys()].filter((name) => !name.endsWith(SUFFIX));
  const issues = others.map((name): Issue => {
    const message = 'a .npz file holds .npy files only';
    return { code: 'NPZ_ENTRY', severity: 'error', at: [name], message, hint: 'write it with numpy.savez' };
  });
  refuseOnErrors(issues, 'NPZ_INVALID', 'not a .npz file');
  return new Map([...files].map(([name, file]) => [name.slice(0, -SUFFIX.length), file]));
}

/** The inverse. */
export const npyFilesToNpz = (
  files: ReadonlyMap<string, Uint8Array>,
  { compress = true }: NpzOptions = {},
): Uint8Array => filesToZip(new Map([...files].map(([name, file]) => [`${name}${SUFFIX}`, file])), compress);
