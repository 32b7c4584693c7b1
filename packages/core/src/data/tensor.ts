import { XylopipeError } from '../issues/error.js';

/** The typed arrays that artifacts are made of. */
export type TensorData = Float64Array | Int32Array | Int16Array | Int8Array | Uint8Array;

/** A dense array with a shape, row-major: element `(i, j, k)` is at `(i * shape[1] + j) * shape[2] + k`. */
export interface Tensor<A extends TensorData = Float64Array> {
  readonly shape: readonly number[];
  readonly data: A;
}

/** Nested lists of numbers, as in JSON: the outermost list is the first dimension. */
export type Nested = number | readonly Nested[];

/** Number of elements of a shape; 1 for the empty shape. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

/** A tensor over `data`, which is not copied. Throws `TENSOR_SIZE` if the shape is none, or asks for another number of elements. */
export function tensor<A extends TensorData>(shape: readonly number[], data: A): Tensor<A> {
  if (!shape.every(isSize) || sizeOf(shape) !== data.length) {
    throw new XylopipeError(
      'TENSOR_SIZE',
      `shape [${shape.join(', ')}] needs ${sizeOf(shape)} elements, got ${data.length}`,
    );
  }
  return { shape, data };
}

/** A tensor of zeros. Throws `TENSOR_SIZE` unless the sizes are whole numbers from 0, with at most 2^31 elements. */
export function zeros(shape: readonly number[]): Tensor {
  if (shape.every(isSize) && sizeOf(shape) <= MAX_ZEROS) return { shape, data: new Float64Array(sizeOf(shape)) };
  throw new XylopipeError('TENSOR_SIZE', `there is no tensor of shape [${shape.join(', ')}]`, {
    hint: `give whole numbers from 0, and at most ${MAX_ZEROS} elements`,
  });
}

const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;

/** What a typed array can hold everywhere. */
const MAX_ZEROS = 2 ** 31;

/** More dimensions than any array of ours has; NumPy's own limit was 32 for long. */
const MAX_DIMENSIONS = 32;

/**
 * Nested lists to a tensor. `[[], []]` has shape (2, 0). The lists may come from a file: anything may be in them.
 * Throws `TENSOR_RAGGED` if rows differ in length or hold something else than numbers, and on more than 32 dimensions.
 */
export function tensorFromNested(nested: Nested): Tensor {
  const shape = shapeOf(nested);
  // A list that grows: the size that the first rows promise is not allocated before all rows keep the promise.
  const values: number[] = [];
  const path: number[] = [];
  const fill = (value: Nested): void => {
    if (typeof value === 'number' && path.length === shape.length) {
      values.push(value);
    } else if (Array.isArray(value) && path.length < shape.length && value.length === shape[path.length]) {
      const depth = path.push(0) - 1;
      for (let i = 0; i < value.length; i++) {
        path[depth] = i;
        fill(value[i]);
      }
      path.pop();
    } else {
      throw new XylopipeError(
        'TENSOR_RAGGED',
        `nested lists are not of shape [${shape.join(', ')}] at [${path.join('][')}]`,
      );
    }
  };
  fill(nested);
  return { shape, data: Float64Array.from(values) };
}

/** The index in every dimension of element `i`, row-major. */
export function unravelIndex(i: number, shape: readonly number[]): readonly number[] {
  const index: number[] = [];
  for (let d = shape.length - 1, rest = i; d >= 0; d--) {
    const size = shape[d] as number;
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index;
}

/** A tensor as nested lists; the inverse of `tensorFromNested` but for zero-length outer dimensions. */
export function tensorToNested({ shape, data }: Tensor<TensorData>): Nested {
  const build = (depth: number, offset: number, stride: number): Nested => {
    if (depth === shape.length) return data[offset] ?? 0;
    const length = shape[depth] ?? 0;
    if (depth === shape.length - 1) return Array.from(data.subarray(offset, offset + length));
    const inner = length === 0 ? 0 : stride / length;
    return Array.from({ length }, (_, i) => build(depth + 1, offset + i * inner, inner));
  };
  return build(0, 0, data.length);
}

function shapeOf(nested: Nested): number[] {
  const shape: number[] = [];
  for (let value: unknown = nested; Array.isArray(value); value = value[0]) {
    shape.push(value.length);
    if (shape.length > MAX_DIMENSIONS) {
      throw new XylopipeError('TENSOR_RAGGED', `nested lists have more than ${MAX_DIMENSIONS} dimensions`);
    }
  }
  return shape;
}
