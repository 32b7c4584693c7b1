import { sizeOf } from '@xylopipe/core';
import type { NirArray } from '../model/nir-graph.js';
import { CLASS, type Hdf5Metadata } from './hdf5-library.js';

/** The types of numbers, as the library calls them, and the memory that each has on both sides. */
const NUMBER_TYPES = [
  { class: CLASS.float, size: 8, signed: false, array: Float64Array },
  { class: CLASS.float, size: 4, signed: false, array: Float32Array },
  { class: CLASS.integer, size: 8, signed: true, array: BigInt64Array, dtype: 'int64' },
  { class: CLASS.integer, size: 8, signed: false, array: BigUint64Array, dtype: 'uint64' },
  { class: CLASS.integer, size: 4, signed: true, array: Int32Array },
  { class: CLASS.integer, size: 4, signed: false, array: Uint32Array },
  { class: CLASS.integer, size: 2, signed: true, array: Int16Array },
  { class: CLASS.integer, size: 2, signed: false, array: Uint16Array },
  { class: CLASS.integer, size: 1, signed: true, array: Int8Array },
  { class: CLASS.integer, size: 1, signed: false, array: Uint8Array },
] as const;

/** One type of numbers. */
export type NumberType = (typeof NUMBER_TYPES)[number];

/** The type of a dataset's numbers; `undefined` if it has other things, or numbers that no typed array holds. */
export const numberTypeIn = (metadata: Hdf5Metadata): NumberType | undefined =>
  numberTypeLike(holdsBooleans(metadata) ? { ...metadata, type: CLASS.integer, signed: false } : metadata);

/** Whether the values are true and false as h5py stores them: an enumeration of bytes. */
const holdsBooleans = ({ type, size, enum_type }: Hdf5Metadata): boolean =>
  type === CLASS.enumeration &&
  size === 1 &&
  enum_type?.type === CLASS.integer &&
  Object.keys(enum_type.members).length === 2 &&
  enum_type.members.FALSE === 0 &&
  enum_type.members.TRUE === 1;

const numberTypeLike = (metadata: Pick<Hdf5Metadata, 'type' | 'size' | 'signed'>): NumberType | undefined =>
  NUMBER_TYPES.find(
    (type) =>
      type.class === metadata.type &&
      type.size === metadata.size &&
      (type.class === CLASS.float || type.signed === metadata.signed),
  );

/** The type that an array is written as. */
export function numberTypeOf({ data, dtype }: NirArray): NumberType {
  const found = NUMBER_TYPES.find((type) =>
    dtype === undefined ? data instanceof type.array : 'dtype' in type && type.dtype === dtype,
  );
  if (found === undefined) throw new TypeError(`there are no numbers in ${Object.prototype.toString.call(data)}`);
  return found;
}

/** Little-endian bytes, which begin their buffer, as numbers; `undefined` if one of 64 bits is no safe integer. */
export function numbersFrom(type: NumberType, shape: readonly number[], bytes: Uint8Array): NirArray | undefined {
  const values = new type.array(bytes.buffer as ArrayBuffer, 0, sizeOf(shape));
  if (!('dtype' in type)) return { shape, data: values as Exclude<typeof values, BigInt64Array | BigUint64Array> };
  const data = Float64Array.from(values as BigInt64Array, Number);
  return data.every(Number.isSafeInteger) ? { shape, data, dtype: type.dtype } : undefined;
}

/** The bytes of an array, little-endian. Throws a `RangeError` or a `SyntaxError` for 64-bit integers that are none. */
export function bytesOf(type: NumberType, { data }: NirArray): Uint8Array {
  if (!('dtype' in type)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const values = type.array.from(Array.from(data, BigInt));
  return new Uint8Array(values.buffer);
}

const SPACE_PADDED = 2;

/** Strings of a fixed number of bytes each. */
export function stringsFrom({ size, strpad }: Hdf5Metadata, bytes: Uint8Array): readonly string[] {
  const decoder = new TextDecoder();
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, i) => {
    const whole = bytes.subarray(i * size, (i + 1) * size);
    const end = whole.indexOf(0);
    const text = decoder.decode(end < 0 ? whole : whole.subarray(0, end));
    return strpad === SPACE_PADDED ? text.replace(/ +$/, '') : text;
  });
}
