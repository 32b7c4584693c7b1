import {
  type Issue,
  type IssuePath,
  isXylopipeError,
  reasonOf,
  refuseOnErrors,
  sizeOf,
  XylopipeError,
} from '@xylopipe/core';
import { bytesOf, numberTypeOf } from './elements.js';
import { CLASS, type Hdf5Created, type Hdf5Library } from './hdf5-library.js';
import { LibraryErrors } from './library-errors.js';
import type { RawGroup, RawNumbers, RawStrings } from './raw-tree.js';

const FILE = '/write.h5';

/** How arrays are stored. `gzip`: in one chunk at level 4, as the Python package does; `none`: as they are, in one piece. */
export type Compression = 'gzip' | 'none';

const GZIP_FILTER = 1;
const GZIP_LEVEL = 4;

/**
 * The bytes of an HDF5 file with these groups and datasets, in the oldest version of the format. Two writings differ in
 * the times that the library notes.
 * @throws NIR_FILE_INVALID with an issue for every name and string that the format cannot hold, and for `RawOther`.
 */
export function writeHdf5(library: Hdf5Library, root: RawGroup, compression: Compression = 'gzip'): Uint8Array {
  refuseOnErrors(unwritable(root, []), 'NIR_FILE_INVALID', 'this cannot be written to an HDF5 file');
  try {
    LibraryErrors.during(library, (errors) => {
      const { H5F_ACC_TRUNC, H5F_LIBVER_EARLIEST, H5F_LIBVER_LATEST } = library;
      const file = library.open(FILE, H5F_ACC_TRUNC, false, H5F_LIBVER_EARLIEST, H5F_LIBVER_LATEST);
      try {
        writeGroup(library, file, '', root, compression);
      } finally {
        library.close_file(file);
      }
      const complaint = errors.take();
      if (complaint !== undefined) throw new Error(complaint);
    });
    return library.FS.readFile(FILE);
  } catch (cause) {
    if (isXylopipeError(cause)) throw cause;
    throw new XylopipeError('NIR_FILE_INVALID', `the HDF5 library gave up: ${reasonOf(cause)}`, { cause });
  } finally {
    library.FS.unlink(FILE);
  }
}

function writeGroup(library: Hdf5Library, file: bigint, path: string, group: RawGroup, compression: Compression) {
  for (const [name, member] of group.members) {
    const place = `${path}/${name}`;
    if (member.kind === 'group') {
      library.create_group(file, place, false);
      writeGroup(library, file, place, member, compression);
    } else if (member.kind === 'strings') {
      library.create_vlen_str_dataset(file, place, member.values, creationOfStrings(member));
    } else if (member.kind === 'numbers') {
      const { shape, data } = member.array;
      const inChunks = compression === 'gzip' && shape.length > 0 && data.length > 0;
      writeNumbers(library, member, place, (pointer, created) =>
        library.create_dataset(file, place, pointer, { ...created, ...(inChunks && chunk(shape)) }),
      );
    }
  }
  for (const [name, value] of group.attributes ?? []) {
    const place = path === '' ? '/' : path;
    if (value.kind === 'strings') {
      library.create_vlen_str_attribute(file, place, name, value.values, creationOfStrings(value));
    } else if (value.kind === 'numbers') {
      writeNumbers(library, value, `${place}.${name}`, (pointer, created) =>
        library.create_attribute(file, place, name, pointer, created),
      );
    }
  }
}

/** Puts numbers into the memory of the library, where `create` finds them. */
function writeNumbers(
  library: Hdf5Library,
  { array }: RawNumbers,
  place: string,
  create: (pointer: bigint, created: Hdf5Created) => void,
) {
  const type = numberTypeOf(array);
  const bytes = bytesOf(type, array);
  const pointer = library._malloc(Math.max(1, bytes.length));
  if (pointer === 0)
    throw new XylopipeError('NIR_TOO_LARGE', `there is no memory for ${bytes.length} bytes of ${place}`);
  try {
    library.HEAPU8.set(bytes, pointer);
    const created = { ...creation(array.shape), type: type.class, size: type.size, signed: type.signed };
    create(BigInt(pointer), created);
  } finally {
    library._free(pointer);
  }
}

const chunk = (shape: readonly number[]) => ({
  chunks: shape.map(BigInt),
  compression: GZIP_FILTER,
  compression_opts: [GZIP_LEVEL],
});

const UTF8 = 1;
const POINTER_SIZE = 4;

const creationOfStrings = ({ shape }: RawStrings): Hdf5Created => ({
  ...creation(shape),
  type: CLASS.string,
  size: POINTER_SIZE,
  vlen: true,
});

const creation = (shape: readonly number[]): Hdf5Created => ({
  type: CLASS.integer,
  size: 1,
  signed: false,
  littleEndian: true,
  vlen: false,
  cset: UTF8,
  total_size: sizeOf(shape),
  shape: shape.map(BigInt),
  maxshape: shape.map(BigInt),
  chunks: null,
  compression: 0,
  compression_opts: [],
  track_order: false,
});

/** What the format has no way to hold. */
function unwritable({ members, attributes = new Map() }: RawGroup, at: IssuePath): readonly Issue[] {
  return [...members, ...attributes].flatMap(([name, member]) => {
    const here = [...at, name];
    const issues: Issue[] = isName(name)
      ? []
      : [problem(here, 'NIR_NAME_INVALID', 'nothing in a file can be called that', NAMES)];
    if (member.kind === 'group') issues.push(...unwritable(member, here));
    else if (member.kind === 'other')
      issues.push(problem(here, 'NIR_VALUE_INVALID', `${member.what} cannot be written`));
    else if (member.kind === 'strings' && !member.values.every(isText)) {
      issues.push(problem(here, 'NIR_VALUE_INVALID', 'the text has a NUL, or half a character', 'take it out'));
    } else if (member.kind === 'numbers' && sizeOf(member.array.shape) !== member.array.data.length) {
      issues.push(problem(here, 'NIR_VALUE_INVALID', 'the shape asks for another number of elements'));
    }
    return issues;
  });
}

const NAMES = 'use names without "/" and NUL that are neither empty nor "."';

const isText = (text: string): boolean => !/\0|\p{Surrogate}/u.test(text);

const isName = (name: string): boolean => name !== '' && name !== '.' && !name.includes('/') && isText(name);

const problem = (at: IssuePath, code: string, message: string, hint?: string): Issue => ({
  code,
  severity: 'error',
  at,
  message,
  ...(hint !== undefined && { hint }),
});
