import { formatPath, type Issue, type IssuePath, sizeOf, XylopipeError } from '@xylopipe/core';
import { numbersFrom, numberTypeIn, stringsFrom } from './elements.js';
import { CLASS, type Hdf5Library, type Hdf5Metadata } from './hdf5-library.js';
import type { Hdf5Limits } from './hdf5-limits.js';
import type { LibraryErrors } from './library-errors.js';
import { group, numbers, other, type RawGroup, type RawObject, type RawValue } from './raw-tree.js';

/** Names of groups and datasets from the root on. */
type Path = readonly string[];

/** Where values are: a dataset, or an attribute of a group. */
interface Source {
  /** With the name of the attribute. */
  readonly path: Path;
  readonly metadata: Hdf5Metadata;
  /** Has the library put the values into its memory. */
  read(pointer: bigint): number;
  /** Has the library free texts that it put there. */
  reclaim(pointer: bigint): void;
}

/** Walks through one open file. Throws `NIR_FILE_INVALID` at the first thing that the library cannot read. */
export class TreeReader {
  /** What was left out since it is larger than allowed; something empty is in its place in the tree. */
  readonly tooLarge: Issue[] = [];
  readonly #library: Hdf5Library;
  readonly #errors: LibraryErrors;
  readonly #file: bigint;
  readonly #limits: Hdf5Limits;
  readonly #attributes: boolean;
  #objects = 0;
  #elements = 0;

  constructor(library: Hdf5Library, errors: LibraryErrors, file: bigint, limits: Hdf5Limits, attributes: boolean) {
    this.#library = library;
    this.#errors = errors;
    this.#file = file;
    this.#limits = limits;
    this.#attributes = attributes;
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
    return group(members, this.#attributes ? this.#readAttributes(path) : undefined);
  }

  #readObject(path: Path): RawObject {
    const type = this.#ask(path, () => this.#library.get_type(this.#file, pathname(path)));
    if (type === this.#library.H5G_GROUP) return this.readGroup(path);
    if (type === this.#library.H5G_DATASET) return this.#readDataset(path);
    return other('a named type, or a link that leads nowhere');
  }

  #readAttributes(path: Path): ReadonlyMap<string, RawValue> {
    const at = pathname(path);
    const names = this.#ask(path, () => this.#library.get_attribute_names(this.#file, at));
    this.#objects += names.length;
    if (this.#objects > this.#limits.objects) {
      this.#leaveOut(path, 'there are too many attributes', this.#objects, 'objects');
      return new Map();
    }
    return new Map(
      names.map((name) => {
        const value = this.#readValues({
          path: [...path, name],
          metadata: this.#library.get_attribute_metadata(this.#file, at, name),
          read: (pointer) => this.#library.get_attribute_data(this.#file, at, name, pointer),
          reclaim: (pointer) => this.#library.reclaim_vlen_memory(this.#file, at, name, pointer),
        });
        return [name, value];
      }),
    );
  }

  #readDataset(path: Path): RawValue {
    const at = pathname(path);
    return this.#readValues({
      path,
      metadata: this.#library.get_dataset_metadata(this.#file, at),
      read: (pointer) => this.#library.get_dataset_data(this.#file, at, null, null, null, pointer),
      reclaim: (pointer) => this.#library.reclaim_vlen_memory(this.#file, at, '', pointer),
    });
  }

  #readValues(source: Source): RawValue {
    const { path, metadata } = source;
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
      this.#leaveOut(path, 'datasets have too many elements', this.#elements, 'elements');
      return other('too large');
    }
    if (metadata.vlen) return this.#readTexts(source, shape);
    const bytes = this.#read(source, shape, (start, end) => this.#library.HEAPU8.slice(start, end));
    if (numberType === undefined) return { kind: 'strings', shape, values: stringsFrom(metadata, bytes) };
    const array = numbersFrom(numberType, shape, bytes);
    return array === undefined ? other('whole numbers beyond 2^53') : numbers(array);
  }

  #readTexts(source: Source, shape: readonly number[]): RawValue {
    const values = this.#read(source, shape, (start, end) => {
      const texts: string[] = [];
      for (const pointer of new Uint32Array(this.#library.HEAPU8.slice(start, end).buffer)) {
        const text = this.#library.UTF8ToString(pointer);
        this.#elements += text.length / 8;
        if (this.#elements > this.#limits.elements) break;
        texts.push(text);
      }
      source.reclaim(BigInt(start));
      return texts;
    });
    if (values.length === sizeOf(shape)) return { kind: 'strings', shape, values };
    this.#leaveOut(source.path, 'strings are too long', this.#elements, 'elements');
    return other('too large');
  }

  /** Has the library put values into its memory, where `take` finds them. */
  #read<T>({ path, metadata, read }: Source, shape: readonly number[], take: (start: number, end: number) => T): T {
    const bytes = sizeOf(shape) * metadata.size;
    const start = this.#library._malloc(Math.max(1, bytes));
    if (start === 0)
      throw new XylopipeError('NIR_TOO_LARGE', `there is no memory for ${bytes} bytes of ${named(path)}`);
    try {
      this.#library.HEAPU8.fill(0, start, start + bytes);
      this.#ask(path, () => read(BigInt(start)));
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
