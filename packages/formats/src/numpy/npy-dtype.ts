import { XylopipeError } from '@xylopipe/core';

/** Element types that are read and written: bool, signed, unsigned and floating-point numbers with their bytes. */
export type NpyDtype = 'b1' | 'i1' | 'u1' | 'i2' | 'u2' | 'i4' | 'u4' | 'i8' | 'u8' | 'f2' | 'f4' | 'f8';

/** Typed arrays that hold NumPy's elements: 64-bit integers are held in float64, as far as they are exact there. */
export type NpyData =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array;

interface Element {
  readonly size: number;
  readonly make: (length: number) => NpyData;
  readonly read: (view: DataView, at: number, little: boolean) => number;
  /** Little-endian. */
  readonly write: (view: DataView, at: number, value: number) => void;
  /** Values that the type can hold and JavaScript can tell apart; default all. */
  readonly allows?: (value: number) => boolean;
}

const WORD = 2 ** 32;

const writeInt64 = (view: DataView, at: number, value: number): void => {
  const high = Math.floor(value / WORD);
  view.setUint32(at, value - high * WORD, true);
  view.setInt32(at + 4, high, true);
};

/** How elements of each type are stored. */
export const ELEMENTS: Readonly<Record<NpyDtype, Element>> = {
  b1: {
    size: 1,
    make: (n) => new Uint8Array(n),
    read: (v, at) => v.getUint8(at),
    write: (v, at, x) => v.setUint8(at, x),
    allows: (x) => x === 0 || x === 1,
  },
  i1: {
    size: 1,
    make: (n) => new Int8Array(n),
    read: (v, at) => v.getInt8(at),
    write: (v, at, x) => v.setInt8(at, x),
  },
  u1: {
    size: 1,
    make: (n) => new Uint8Array(n),
    read: (v, at) => v.getUint8(at),
    write: (v, at, x) => v.setUint8(at, x),
  },
  i2: {
    size: 2,
    make: (n) => new Int16Array(n),
    read: (v, at, little) => v.getInt16(at, little),
    write: (v, at, x) => v.setInt16(at, x, true),
  },
  u2: {
    size: 2,
    make: (n) => new Uint16Array(n),
    read: (v, at, little) => v.getUint16(at, little),
    write: (v, at, x) => v.setUint16(at, x, true),
  },
  i4: {
    size: 4,
    make: (n) => new Int32Array(n),
    read: (v, at, little) => v.getInt32(at, little),
    write: (v, at, x) => v.setInt32(at, x, true),
  },
  u4: {
    size: 4,
    make: (n) => new Uint32Array(n),
    read: (v, at, little) => v.getUint32(at, little),
    write: (v, at, x) => v.setUint32(at, x, true),
  },
  i8: {
    size: 8,
    make: (n) => new Float64Array(n),
    read: (v, at, little) =>
      v.getInt32(little ? at + 4 : at, little) * WORD + v.getUint32(little ? at : at + 4, little),
    write: writeInt64,
    allows: Number.isSafeInteger,
  },
  u8: {
    size: 8,
    make: (n) => new Float64Array(n),
    read: (v, at, little) =>
      v.getUint32(little ? at + 4 : at, little) * WORD + v.getUint32(little ? at : at + 4, little),
    write: writeInt64,
    allows: (x) => x >= 0 && Number.isSafeInteger(x),
  },
  f2: {
    size: 2,
    make: (n) => new Float32Array(n),
    read: (v, at, little) => fromFloat16(v.getUint16(at, little)),
    write: (v, at, x) => v.setUint16(at, toFloat16(x), true),
  },
  f4: {
    size: 4,
    make: (n) => new Float32Array(n),
    read: (v, at, little) => v.getFloat32(at, little),
    write: (v, at, x) => v.setFloat32(at, x, true),
  },
  f8: {
    size: 8,
    make: (n) => new Float64Array(n),
    read: (v, at, little) => v.getFloat64(at, little),
    write: (v, at, x) => v.setFloat64(at, x, true),
  },
};

/** IEEE 754 binary16: sign, 5 bits of exponent with bias 15, 10 bits of fraction. */
function fromFloat16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** The inverse for values that have one; another value gives some other value's bits, which `npyToBytes` notices. */
function toFloat16(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const magnitude = Math.abs(value);
  if (magnitude === Number.POSITIVE_INFINITY) return sign | 0x7c00;
  if (Number.isNaN(value)) return 0x7e00;
  const exponent = Math.max(Math.floor(Math.log2(magnitude)), -14);
  return sign | (((exponent + 14) << 10) + Math.round(magnitude * 2 ** (10 - exponent)));
}

/** The type in which a typed array is written if none is asked for. */
export function dtypeOf(data: NpyData): NpyDtype {
  if (data instanceof Float64Array) return 'f8';
  if (data instanceof Float32Array) return 'f4';
  const kind = data instanceof Int8Array || data instanceof Int16Array || data instanceof Int32Array ? 'i' : 'u';
  return `${kind}${data.BYTES_PER_ELEMENT as 1 | 2 | 4}`;
}

/** NumPy's words for a type, little-endian, e.g. `<i2`. */
export const descrOf = (dtype: NpyDtype): string => `${ELEMENTS[dtype].size === 1 ? '|' : '<'}${dtype}`;

const OTHER_KINDS: Readonly<Record<string, string>> = {
  O: 'Python objects',
  U: 'text',
  S: 'bytes',
  V: 'raw memory',
  c: 'complex numbers',
  M: 'dates',
  m: 'durations',
};

/** Whether elements are records of named fields. */
export const isStructured = (descr: string): boolean => descr.startsWith('[');

/** The inverse of `descrOf` for both byte orders. Throws `NPY_DTYPE` for every other type. */
export function parseDescr(descr: string): { readonly dtype: NpyDtype; readonly little: boolean } {
  const [, order, dtype = ''] = /^([<>|])([a-zA-Z]\d*)/.exec(descr) ?? [];
  if (Object.hasOwn(ELEMENTS, dtype) && (order !== '|' || dtype.endsWith('1')) && descr.length === dtype.length + 1) {
    return { dtype: dtype as NpyDtype, little: order !== '>' };
  }
  if (isStructured(descr)) {
    throw new XylopipeError('NPY_DTYPE', 'an array of records is not read here', {
      hint: "save each field on its own, e.g. numpy.savez(file, x=array['x'])",
    });
  }
  const kind = OTHER_KINDS[dtype.charAt(0)];
  throw new XylopipeError(
    'NPY_DTYPE',
    `elements of type '${descr}'${kind === undefined ? '' : ` (${kind})`} are not read`,
    {
      hint: "convert them first, e.g. array.astype('int64') or array.astype('float64')",
    },
  );
}
