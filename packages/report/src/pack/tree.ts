import { Raster } from '@xylopipe/core';
import { fromSparse, toSparse } from './sparse.js';
import { ARRAYS, type ArrayName, arrayName, fromPlanes, type TypedArray, toPlanes } from './typed-array.js';

/** A model as JSON; what JSON has no word for stands in objects with the key `$`. */
export type Packed = null | boolean | number | string | readonly Packed[] | { readonly [key: string]: Packed };

/**
 * Plain data as JSON, and the bytes of its arrays, which are appended to `pieces`. Members that are `undefined` or
 * functions are left out.
 */
export function toPacked(value: unknown, pieces: Uint8Array[]): Packed {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0) ? value : { $: String(text(value)) };
  if (typeof value !== 'object') return null;
  const name = arrayName(value);
  if (name !== undefined) return packedArray(name, value as TypedArray, pieces);
  if (value instanceof Raster) {
    return { $: 'Raster', steps: value.steps, channels: value.channels, counts: toPacked(value.counts, pieces) };
  }
  if (Array.isArray(value)) return value.map((item) => toPacked(item, pieces));
  const kept = Object.entries(value).filter(([, v]) => v !== undefined && typeof v !== 'function');
  return Object.fromEntries(kept.map(([key, v]) => [key.startsWith('$') ? `$${key}` : key, toPacked(v, pieces)]));
}

/** Where the bytes of arrays come from. */
export interface Pieces {
  /** Takes pieces in the order in which they were added. Throws a `RangeError` when there are no more. */
  readonly take: (length: number) => Uint8Array;
  /** Bytes that arrays may still have: a few bytes tell of an array of any length. */
  room: number;
}

/** What `toPacked` was given. Throws a `TypeError` or `RangeError` on what it never gives. */
export function fromPacked(packed: Packed, pieces: Pieces): unknown {
  if (packed === null || typeof packed !== 'object') return packed;
  if (Array.isArray(packed)) return packed.map((item) => fromPacked(item, pieces));
  const record = packed as { readonly [key: string]: Packed };
  const { $: kind } = record;
  if (kind === undefined) {
    return Object.fromEntries(
      Object.entries(record).map(([key, v]) => [key.startsWith('$') ? key.slice(1) : key, fromPacked(v, pieces)]),
    );
  }
  if (kind === 'Raster') {
    const counts = fromPacked(record.counts ?? null, pieces);
    if (!(counts instanceof Uint8Array)) throw new TypeError('a raster has no counts');
    return new Raster(record.steps as number, record.channels as number, counts);
  }
  if (Object.hasOwn(NUMBERS, String(kind))) return NUMBERS[kind as keyof typeof NUMBERS];
  if (!Object.hasOwn(ARRAYS, String(kind))) throw new TypeError('there is no such array');
  return arrayFrom(kind as ArrayName, record as unknown as PackedArray, pieces);
}

/** A typed array: `bytes` of planes, or of sparse values behind `gaps` bytes, in an array of `length`. */
interface PackedArray {
  readonly bytes: number;
  readonly gaps?: number;
  readonly length?: number;
}

function packedArray(name: ArrayName, array: TypedArray, pieces: Uint8Array[]): Packed {
  const sparse = toSparse(array);
  const planes = toPlanes(sparse?.values ?? array);
  if (sparse !== undefined) pieces.push(sparse.gaps);
  pieces.push(planes);
  const bytes = planes.length;
  return sparse === undefined ? { $: name, bytes } : { $: name, bytes, gaps: sparse.gaps.length, length: array.length };
}

function arrayFrom(name: ArrayName, { bytes, gaps, length }: PackedArray, pieces: Pieces): TypedArray {
  if (gaps === undefined || length === undefined) return fromPlanes(name, pieces.take(bytes));
  const size = length * ARRAYS[name].BYTES_PER_ELEMENT;
  if (!(Number.isInteger(length) && length >= 0 && size <= pieces.room)) throw new RangeError('an array is too large');
  pieces.room -= size;
  const gapBytes = pieces.take(gaps);
  return fromSparse(name, length, { gaps: gapBytes, values: fromPlanes(name, pieces.take(bytes)) });
}

const NUMBERS = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
  '-0': -0,
};
const text = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));
