/** The arrays that a report packs as bytes, under the names that they have in it. */
export const ARRAYS = {
  Float64Array,
  Float32Array,
  Int32Array,
  Uint32Array,
  Int16Array,
  Uint16Array,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
} as const;

export type ArrayName = keyof typeof ARRAYS;
export type TypedArray = InstanceType<(typeof ARRAYS)[ArrayName]>;

/** The name of a typed array's type; `undefined` for anything else. */
export function arrayName(value: unknown): ArrayName | undefined {
  if (!ArrayBuffer.isView(value)) return undefined;
  const name = Object.prototype.toString.call(value).slice('[object '.length, -1);
  return name in ARRAYS ? (name as ArrayName) : undefined;
}

const bytesOf = (array: TypedArray): Uint8Array => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/**
 * The bytes of all elements, first those of lowest order, then the next ones ...: states of a network change little, so
 * that the planes of high order deflate to almost nothing.
 */
export function toPlanes(array: TypedArray): Uint8Array {
  const size = array.BYTES_PER_ELEMENT;
  const bytes = bytesOf(array);
  if (size === 1) return bytes;
  const planes = new Uint8Array(bytes.length);
  for (let b = 0, to = 0; b < size; b++) {
    for (let from = b; from < bytes.length; from += size) planes[to++] = bytes[from] as number;
  }
  return planes;
}

/** What `toPlanes` was given. */
export function fromPlanes(name: ArrayName, planes: Uint8Array): TypedArray {
  const size = ARRAYS[name].BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(planes.length);
  for (let b = 0, from = 0; b < size; b++) {
    for (let to = b; to < bytes.length; to += size) bytes[to] = planes[from++] as number;
  }
  return new ARRAYS[name](bytes.buffer);
}
