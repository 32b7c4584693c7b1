import { type Issue, isXylopipeError, reasonOf, XylopipeError } from '@xylopipe/core';
import type { Hdf5Library } from './hdf5-library.js';
import { type Hdf5Limits, limitsFrom } from './hdf5-limits.js';
import { LibraryErrors } from './library-errors.js';
import type { RawGroup } from './raw-tree.js';
import { TreeReader, tooLarge } from './tree-reader.js';

const FILE = '/read.h5';

/** What every HDF5 file begins with. */
const SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * The groups and datasets of an HDF5 file. Links out of the file lead nowhere: the library sees no other file.
 * @param attributes - whether those of groups are read too; those of datasets never are.
 * @throws NIR_FILE_INVALID for what is no HDF5 file, and where a part of it cannot be read.
 * @throws NIR_TOO_LARGE with an issue for everything that is larger than the limits allow; nothing of it was read.
 * @throws OPTIONS_INVALID for limits that are none.
 */
export function readHdf5(
  library: Hdf5Library,
  bytes: Uint8Array,
  limits: Partial<Hdf5Limits> = {},
  attributes = false,
): RawGroup {
  const allowed = limitsFrom(limits);
  refuseFileSize(bytes, allowed);
  if (!SIGNATURE.every((byte, i) => bytes[i] === byte)) {
    throw new XylopipeError('NIR_FILE_INVALID', 'this is no HDF5 file', { hint: 'give the bytes of a .nir file' });
  }
  library.FS.writeFile(FILE, bytes);
  try {
    return LibraryErrors.during(library, (errors) => readFile(library, errors, allowed, attributes));
  } catch (cause) {
    if (isXylopipeError(cause)) throw cause;
    throw new XylopipeError('NIR_FILE_INVALID', `the HDF5 library gave up: ${reasonOf(cause)}`, { cause });
  } finally {
    library.FS.unlink(FILE);
  }
}

function readFile(library: Hdf5Library, errors: LibraryErrors, limits: Hdf5Limits, attributes: boolean): RawGroup {
  const file = library.open(FILE, library.H5F_ACC_RDONLY, false, -1, -1);
  if (file < 0n) {
    throw new XylopipeError(
      'NIR_FILE_INVALID',
      `the file cannot be opened: ${errors.take() ?? 'for no reason given'}`,
      {
        hint: 'get it again from where it came from: this one is cut off or damaged',
      },
    );
  }
  try {
    const reader = new TreeReader(library, errors, file, limits, attributes);
    const root = reader.readGroup([]);
    refuseSize(reader.tooLarge);
    return root;
  } finally {
    library.close_file(file);
  }
}

function refuseSize(issues: readonly Issue[]): void {
  if (issues.length > 0) throw new XylopipeError('NIR_TOO_LARGE', 'the file declares more than is allowed', { issues });
}

/** Throws `NIR_TOO_LARGE` if a file has more bytes than it may have. */
export function refuseFileSize({ length }: Uint8Array, { fileSize }: Hdf5Limits): void {
  if (length > fileSize) refuseSize([tooLarge([], 'the file has too many bytes', length, fileSize, 'fileSize')]);
}
