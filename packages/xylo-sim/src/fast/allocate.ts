import { PlatformLack } from './platform-lack.js';

type TypedArray = Int8Array | Uint8Array | Int16Array | Uint32Array | BigUint64Array | Float64Array;

interface TypedArrayType<A extends TypedArray> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBuffer, byteOffset: number, length: number): A;
}

/** Arrays to be placed, each as its type and number of elements. */
type Sizes = Readonly<Record<string, readonly [TypedArrayType<TypedArray>, number]>>;

/** The arrays of `Sizes`. */
type Arrays<S extends Sizes> = { readonly [K in keyof S]: InstanceType<S[K][0]> };

/** Arrays start at multiples of a vector, and at other addresses than 0, which means none. */
const ALIGNMENT = 16;

/** Kernels read and write whole vectors: what comes behind the last array. */
const SLACK = 64;

/** Bytes of a page, and how many there can be at most. */
const PAGE = 2 ** 16;
const MAX_PAGES = 2 ** 16;

/** A new WebAssembly memory, zeroed, that holds all arrays; the address of each is its `byteOffset`. Throws PlatformLack if there is not that much. */
export function allocate<S extends Sizes>(
  sizes: S,
): { readonly memory: WebAssembly.Memory; readonly arrays: Arrays<S> } {
  let end = ALIGNMENT;
  const addresses = Object.entries(sizes).map(([name, [type, length]]) => {
    const address = end;
    end += Math.ceil((length * type.BYTES_PER_ELEMENT) / ALIGNMENT) * ALIGNMENT;
    return [name, address] as const;
  });
  const pages = Math.ceil((end + SLACK) / PAGE);
  const memory = newMemory(pages);
  const arrays = addresses.map(([name, address]) => {
    const [type, length] = sizes[name] as Sizes[string];
    return [name, new type(memory.buffer, address, length)];
  });
  return { memory, arrays: Object.fromEntries(arrays) as Arrays<S> };
}

function newMemory(pages: number): WebAssembly.Memory {
  try {
    if (pages > MAX_PAGES) throw new RangeError(`there can be ${MAX_PAGES} pages at most`);
    return new WebAssembly.Memory({ initial: pages });
  } catch (cause) {
    const hint = 'let go of simulators that are not needed any more, or simulate a smaller network';
    throw new PlatformLack(`no WebAssembly memory of ${pages} pages`, hint, cause);
  }
}
