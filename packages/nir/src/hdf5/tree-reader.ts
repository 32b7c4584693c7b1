import { formatPath, type Issue, type IssuePath, sizeOf, XylopipeError } from '@xylopipe/core';
import { numbersFrom, numberTypeIn, stringsFrom } from './elements.js';
import { CLASS, type Hdf5Library, type Hdf5Metadata } from './hdf5-library.js';
import type { Hdf5Limits } from './hdf5-limits.js';
import type { LibraryErrors } from './library-errors.js';
import { group, numbers, other, type RawGroup, type RawObject } from './raw-tree.js';

/** Names of groups and datasets from the root on. */
type Path = readonly string[];

/** Walks through one open file. Throws `NIR_FILE_INVALID` at the first thing that the library cannot read. */
export class TreeReader {
  /** What was left out since it is larger than allowed; its place in the tree is an empty group. */
  readonly tooLarge: Issue[] = [];
  readonly #library: Hdf5Library;
  readonly #errors: LibraryErrors;
  readonly #file: bigint;
  readonly #limits: Hdf5Limits;
  #objects = 0;
  #elements = 0;

  constructor(library: Hdf5Library, errors: LibraryErrors, file: bigint, limits: Hdf5Limits) {
    this.#library = library;
    this.#errors = errors;
    this.#file = file;
    this.#limits = limits;
  }

  readGroup(path: Path): RawGroup {
    if (path.length > this.#limits.depth) return this.#leaveOut(path, 'groups are too deep', path.length, 'depth');
    const names = this.#ask(path, () => this.#library.get_names(this.#file, pathname(path), false));
    this.#objects += names.length;
    if (this.#objects > this.#limits.objects) {
      return this.#leaveOut(path, 'there are too many groups and datasets', this.#objects, 'objects');
    }
    const members = new Map<string, RawObject>();
    for (const name of names) {
      if (name.length > this.#limits.nameLength) {
        this.#leaveOut([...path, `${name.slice(0, 20)}...`], 'a name is too long', name.length, 'nameLength');
      } else if (name === '' || name === '.' || name.includes('/')) {
        throw unreadable(path, `nothing can be called ${JSON.stringify(name)}`);
      } else {
        members.set(name, this.#readObject([...path, name]));
      }
    }
    return group(members);
  }

  #readObject(path: Path): RawObject {
    const type = this.#ask(path, () => this.#library.get_type(this.#file, pathname(path)));
    if (type === this.#library.H5G_GROUP) return this.readGroup(path);
    if (type === this.#library.H5G_DATASET) return this.#readDataset(path);
    return other('a named type, or a link that leads nowhere');
  }

  #readDataset(path: Path): RawObject {
    const metadata = this.#library.get_dataset_metadata(this.#file, pathname(path));
    const { shape, type, size, chunks } = metadata;
    const numberType = numberTypeIn(metadata);
    if (shape === null || (numberType === undefined && type !== CLASS.string)) {
      // Half of its questions make no sense for such types, of which it complains.
      this.#errors.take();
      return other(
        shape === null ? 'an empty dataset' : `of a type that has no place in NIR (class ${type}, ${size} bytes)`,
      );
    }
    this.#refuseOnComplaint(path);
    // A chunk is read as a whole, however little of it is wanted.
    this.#elements += Math.max(sizeOf(shape), sizeOf(chunks ?? [])) * Math.max(1, size / 8);
    if (!(this.#elements <= this.#limits.elements)) {
      return this.#leaveOut(path, 'datasets have too many elements', this.#elements, 'elements');
    }
    if (metadata.vlen) return this.#readTexts(path, metadata, shape);
    const bytes = this.#read(path, metadata, shape, (start, end) => this.#library.HEAPU8.slice(start, end));
    if (numberType === undefined) return { kind: 'strings', shape, values: stringsFrom(metadata, bytes) };
    const array = numbersFrom(numberType, shape, bytes);
    return array === undefined ? other('whole numbers beyond 2^53') : numbers(array);
  }

  #readTexts(path: Path, metadata: Hdf5Metadata, shape: readonly number[]): RawObject {
    const values = this.#read(path, metadata, shape, (start, end) => {
      const texts: string[] = [];
      for (const pointer of new Uint32Array(this.#library.HEAPU8.slice(start, end).buffer)) {
        const text = this.#library.UTF8ToString(pointer);
        this.#elements += text.length / 8;
        if (this.#elements > this.#limits.elements) break;
        texts.push(text);
      }
      this.#library.reclaim_vlen_memory(this.#file, pathname(path), '', BigInt(start));
      return texts;
    });
    if (values.length === sizeOf(shape)) return { kind: 'strings', shape, values };
    return this.#leaveOut(path, 'strings are too long', this.#elements, 'elements');
  }

  /** Has the library put a dataset into its memory, where `take` finds it. */
  #read<T>(path: Path, { size }: Hdf5Metadata, shape: readonly number[], take: (start: number, end: number) => T): T {
    const bytes = sizeOf(shape) * size;
    const start = this.#library._malloc(Math.max(1, bytes));
    if (start === 0)
      throw new XylopipeError('NIR_TOO_LARGE', `there is no memory for ${bytes} bytes of ${named(path)}`);
    try {
      this.#library.HEAPU8.fill(0, start, start + bytes);
      this.#ask(path, () =>
        this.#library.get_dataset_data(this.#file, pathname(path), null, null, null, BigInt(start)),
      );
      return take(start, start + bytes);
    } finally {
      this.#library._free(start);
    }
  }

  #ask<T>(path: Path, work: () => T): T {
    const result = work();
    this.#refuseOnComplaint(path);
    return result;
  }

  #refuseOnComplaint(path: Path): void {
    const complaint = this.#errors.take();
    if (complaint !== undefined) throw unreadable(path, complaint);
  }

  #leaveOut(path: Path, message: string, measured: number, limit: keyof Hdf5Limits): RawGroup {
    this.tooLarge.push(tooLarge(path, message, measured, this.#limits[limit], limit));
    return group([]);
  }
}

/** An issue about a size. */
export const tooLarge = (
  at: IssuePath,
  message: string,
  measured: number,
  limit: number,
  name: keyof Hdf5Limits,
): Issue => ({
  code: 'NIR_TOO_LARGE',
  severity: 'error',
  at,
  measured,
  limit,
  message,
  hint: `raise limits.${name} if the file can be trusted`,
});

const unreadable = (path: Path, reason: string): XylopipeError =>
  new XylopipeError('NIR_FILE_INVALID', `${named(path)} cannot be read: ${reason}`, {
    hint: 'the file is damaged: get it again from where it came from',
  });

const pathname = (path: Path): string => `/${path.join('/')}`;

const named = (path: Path): string => (path.length === 0 ? 'the root group' : formatPath(path));
