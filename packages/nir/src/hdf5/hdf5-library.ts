/**
 * The HDF5 library in WebAssembly, as far as it is used here: what `ready` of the package h5wasm resolves to. An instance
 * that has trapped is of no use any more, and files from anybody can make it trap or loop: `readNir` of `./node` and
 * `./web` keep one in a worker of its own.
 */
export interface Hdf5Library {
  readonly HEAPU8: Uint8Array;
  readonly FS: Hdf5FileSystem;
  readonly H5F_ACC_RDONLY: number;
  readonly H5F_ACC_TRUNC: number;
  readonly H5F_LIBVER_EARLIEST: number;
  readonly H5F_LIBVER_LATEST: number;
  readonly H5G_GROUP: number;
  readonly H5G_DATASET: number;
  _malloc(bytes: number): number;
  _free(pointer: number): void;
  UTF8ToString(pointer: number): string;
  open(path: string, mode: number, trackOrder: boolean, low: number, high: number): bigint;
  close_file(file: bigint): number;
  get_names(file: bigint, path: string, recursive: boolean): readonly string[];
  get_type(file: bigint, path: string): number;
  get_dataset_metadata(file: bigint, path: string): Hdf5Metadata;
  get_dataset_data(file: bigint, path: string, count: null, offset: null, strides: null, pointer: bigint): number;
  reclaim_vlen_memory(file: bigint, path: string, attribute: string, pointer: bigint): number;
  get_attribute_names(file: bigint, path: string): readonly string[];
  get_attribute_metadata(file: bigint, path: string, name: string): Hdf5Metadata;
  get_attribute_data(file: bigint, path: string, name: string, pointer: bigint): number;
  create_group(file: bigint, path: string, trackOrder: boolean): number;
  create_dataset(file: bigint, path: string, pointer: bigint, metadata: Hdf5Created): number;
  create_vlen_str_dataset(file: bigint, path: string, values: readonly string[], metadata: Hdf5Created): number;
  create_attribute(file: bigint, path: string, name: string, pointer: bigint, metadata: Hdf5Created): number;
  create_vlen_str_attribute(
    file: bigint,
    path: string,
    name: string,
    values: readonly string[],
    metadata: Hdf5Created,
  ): number;
}

/** The file system in memory that the library has to itself. */
export interface Hdf5FileSystem {
  writeFile(path: string, data: string | Uint8Array): void;
  readFile(path: string): Uint8Array;
  unlink(path: string): void;
  open(path: string, flags: string): object;
  close(stream: object): void;
  /** Is always there; only the types of h5wasm do not say so. */
  getStream?(fd: number): object | undefined;
}

/** What the library says of a dataset. */
export interface Hdf5Metadata {
  /** Class of the type, one of `CLASS`. */
  readonly type: number;
  /** Bytes per element. */
  readonly size: number;
  readonly signed: boolean;
  readonly vlen: boolean;
  /** How strings of a fixed size are filled up: 0 and 1 by NUL, 2 by spaces. */
  readonly strpad?: number;
  /** `null` if the dataset holds nothing at all. */
  readonly shape: readonly number[] | null;
  readonly chunks: readonly number[] | null;
  /** The names of an enumeration's values, and how these are stored. */
  readonly enum_type?: { readonly type: number; readonly members: Readonly<Record<string, number>> };
}

/** What the library wants to know of a dataset that it creates. */
export interface Hdf5Created {
  readonly type: number;
  readonly size: number;
  readonly signed: boolean;
  readonly littleEndian: true;
  readonly vlen: boolean;
  /** Character set of strings: 0 is ASCII, 1 is UTF-8. */
  readonly cset: number;
  /** Number of elements. */
  readonly total_size: number;
  readonly shape: bigint[];
  readonly maxshape: bigint[];
  readonly chunks: readonly bigint[] | null;
  /** Id of a filter: 0 none, 1 gzip. */
  readonly compression: number;
  readonly compression_opts: readonly number[];
  readonly track_order: boolean;
}

/** Classes of types, `H5T_class_t`. */
export const CLASS = { integer: 0, float: 1, string: 3, enumeration: 8 } as const;
