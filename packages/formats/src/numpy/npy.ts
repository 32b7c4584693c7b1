import { sizeOf, XylopipeError } from '@xylopipe/core';
import { descrOf, dtypeOf, ELEMENTS, type NpyData, type NpyDtype, parseDescr } from './npy-dtype.js';
import { readNpyHeader, truncated, writeNpyHeader } from './npy-header.js';

/** An array as NumPy keeps it, row-major; an array without dimensions, shape `[]`, has one element. */
export interface NpyArray {
  readonly dtype: NpyDtype;
  readonly shape: readonly number[];
  readonly data: NpyData;
}

/** An array to write; `dtype` defaults to that of the typed array. A `Tensor` is one. */
export type NpyInput = Omit<NpyArray, 'dtype'> & Partial<Pick<NpyArray, 'dtype'>>;

/**
 * Reads a `.npy` file of numbers, of either byte order; arrays in Fortran order are transposed to row-major.
 * @throws NPY_MAGIC, NPY_VERSION, NPY_HEADER, NPY_DTYPE, NPY_TRUNCATED, NPY_TRAILING, and NPY_VALUE for a 64-bit
 * integer beyond 2^53 - 1 and for a bool that is neither 0 nor 1.
 */
export function npyFromBytes(bytes: Uint8Array): NpyArray {
  const { descr, fortranOrder, shape, offset } = readNpyHeader(bytes);
  const { dtype, little } = parseDescr(descr);
  const { size } = ELEMENTS[dtype];
  checkLength(bytes, offset, shape, size);
  const data = readElements(bytes, { dtype, little, start: offset, stride: size, length: sizeOf(shape) });
  return { dtype, shape, data: fortranOrder ? rowMajor(shape, data) : data };
}

/** Elements that are `stride` bytes apart. Throws `NPY_VALUE`. */
export function readElements(bytes: Uint8Array, { dtype, little, start, stride, length }: ElementsAt): NpyData {
  const { make, read, allows } = ELEMENTS[dtype];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data = make(length);
  for (let i = 0; i < length; i++) {
    const value = read(view, start + i * stride, little);
    if (allows?.(value) === false) throw badValue(i, value, dtype);
    data[i] = value;
  }
  return data;
}

/** Where elements are. */
interface ElementsAt {
  readonly dtype: NpyDtype;
  readonly little: boolean;
  readonly start: number;
  readonly stride: number;
  readonly length: number;
}

/**
 * Writes a `.npy` file: version 1.0, little-endian, row-major.
 * @throws NPY_SHAPE if the shape asks for another number of elements, NPY_VALUE for a value that `dtype` cannot hold exactly.
 */
export function npyToBytes({ shape, data, dtype = dtypeOf(data) }: NpyInput): Uint8Array {
  if (!shape.every((n) => Number.isInteger(n) && n >= 0) || sizeOf(shape) !== data.length) {
    throw new XylopipeError('NPY_SHAPE', `shape (${shape.join(', ')}) does not fit ${data.length} elements`);
  }
  const { size, read, write, allows } = ELEMENTS[dtype];
  const header = writeNpyHeader(descrOf(dtype), shape);
  const bytes = new Uint8Array(header.length + data.length * size);
  bytes.set(header);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < data.length; i++) {
    const at = header.length + i * size;
    const value = data[i] as number;
    write(view, at, value);
    const kept = read(view, at, true);
    if (!(kept === value || Object.is(kept, value)) || allows?.(value) === false) throw badValue(i, value, dtype);
  }
  return bytes;
}

/** Exactly the elements and nothing behind them, before anything of their number is allocated. */
export function checkLength(bytes: Uint8Array, offset: number, shape: readonly number[], size: number): void {
  const needed = offset + sizeOf(shape) * size;
  if (bytes.length === needed) return;
  if (!(bytes.length > needed)) throw truncated(needed, bytes.length);
  throw new XylopipeError('NPY_TRAILING', `${bytes.length - needed} bytes follow the elements of the .npy file`, {
    hint: 'keep one array per file; several go into a .npz',
  });
}

/** The same array with its last index running fastest, from one where the first does. */
function rowMajor(shape: readonly number[], data: NpyData): NpyData {
  const strides = shape.map((_, d) => sizeOf(shape.slice(0, d)));
  const index = shape.map(() => 0);
  const out = data.slice();
  for (let to = 0, from = 0; to < data.length; to++) {
    out[to] = data[from] as number;
    for (let d = shape.length - 1; d >= 0; d--) {
      const stride = strides[d] as number;
      const length = shape[d] as number;
      from += stride;
      index[d] = (index[d] as number) + 1;
      if ((index[d] as number) < length) break;
      from -= stride * length;
      index[d] = 0;
    }
  }
  return out;
}

const badValue = (index: number, value: number, dtype: NpyDtype): XylopipeError =>
  new XylopipeError('NPY_VALUE', `element ${index} is ${value}, which ${dtype} cannot hold exactly`, {
    hint: 'convert the array to a type that fits its values; integers are exact up to 2^53 - 1',
  });
