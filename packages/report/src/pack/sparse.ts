import { ARRAYS, type ArrayName, type TypedArray } from './typed-array.js';

/** An array that is mostly 0: the gaps before each element that is not, and those elements. */
export interface Sparse {
  readonly gaps: Uint8Array;
  readonly values: TypedArray;
}

/** Elements that are not +0, of all: above this share they are not worth their gaps. */
const SPARSE_SHARE = 1 / 8;

/** Gap bytes below this end a gap; above, 7 more bits follow (LEB128). */
const MORE = 0x80;

/** The sparse form of an array, or `undefined` where the array itself is smaller. */
export function toSparse(array: TypedArray): Sparse | undefined {
  const most = Math.floor(array.length * SPARSE_SHARE);
  let count = 0;
  for (let i = 0; i < array.length; i++) {
    if (isSet(array[i] as number) && ++count > most) return undefined;
  }
  const values = array.slice(0, count);
  const gaps: number[] = [];
  let last = -1;
  for (let i = 0, k = 0; i < array.length; i++) {
    const value = array[i] as number;
    if (!isSet(value)) continue;
    values[k++] = value;
    let gap = i - last - 1;
    for (; gap >= MORE; gap = Math.floor(gap / MORE)) gaps.push((gap % MORE) + MORE);
    gaps.push(gap);
    last = i;
  }
  return { gaps: Uint8Array.from(gaps), values };
}

/** What `toSparse` was given: an array of `length` elements. Throws a `RangeError` where gaps and values do not fill it. */
export function fromSparse(name: ArrayName, length: number, { gaps, values }: Sparse): TypedArray {
  const array = new ARRAYS[name](length);
  let at = -1;
  let k = 0;
  for (let i = 0, gap = 0, weight = 1; i < gaps.length; i++) {
    const byte = gaps[i] as number;
    gap += (byte % MORE) * weight;
    weight *= MORE;
    if (byte >= MORE) continue;
    at += gap + 1;
    if (at >= length || k >= values.length) throw new RangeError('values lie outside of their array');
    array[at] = values[k++] as number;
    gap = 0;
    weight = 1;
  }
  if (k < values.length || (gaps.at(-1) ?? 0) >= MORE) throw new RangeError('values are left over');
  return array;
}

/** -0 is kept: a float run is given back as it was. */
const isSet = (value: number): boolean => !Object.is(value, 0);
