import { z } from 'zod';
import { type Nested, sizeOf, type Tensor, type TensorData, tensorFromNested } from '../data/tensor.js';
import { isXylopipeError } from '../issues/error.js';
import { numberList } from './json.js';

/** A tensor in JSON: nested lists, `{shape, data}` row-major, or `{shape, idx, val}` with zeros elsewhere. */
export type TensorJson =
  | readonly Nested[]
  | { readonly shape: readonly number[]; readonly data: readonly number[] }
  | { readonly shape: readonly number[]; readonly idx: readonly number[]; readonly val: readonly number[] };

/** A sparse tensor claims its size in a few bytes: at most 8000 x 8000 neurons with two synapses are believed. */
const MAX_SPARSE_SIZE = 2 ** 27;

/** No data bears out the dimensions beside one of 0: more is no network, and no raster. */
const MAX_EMPTY_DIMENSION = 2 ** 24;

function flat() {
  const shape = z.array(z.int().nonnegative());
  return z.union([
    z.strictObject({ shape, data: numberList() }),
    z.strictObject({ shape, idx: numberList(), val: numberList() }),
  ]);
}

/** Reads any form of `TensorJson` with the given number of dimensions (default: any) as float64. */
export const tensorSchema = (rank?: number): z.ZodType<Tensor> =>
  z.unknown().transform((json, context): Tensor => {
    const fail = (message: string): never => {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    };
    const read = Array.isArray(json) ? readNested(json as readonly Nested[]) : readFlat(json);
    if (typeof read === 'string') return fail(read);
    if (rank !== undefined && read.shape.length !== rank) {
      return fail(`expected ${rank} dimensions, got ${read.shape.length}`);
    }
    const bad = read.data.findIndex((x) => !Number.isFinite(x));
    return bad < 0 ? read : fail(`element ${bad} (row-major) is ${read.data[bad]}, not a finite number`);
  });

/** The shorter of the dense and the sparse flat form. */
export function tensorToJson({ shape, data }: Tensor<TensorData>): TensorJson {
  const idx: number[] = [];
  for (let i = 0; i < data.length; i++) if (data[i] !== 0) idx.push(i);
  if (idx.length * 2 < data.length) return { shape, idx, val: idx.map((i) => data[i] as number) };
  return { shape, data: Array.from(data) };
}

function readNested(nested: readonly Nested[]): Tensor | string {
  try {
    return tensorFromNested(nested);
  } catch (error) {
    if (isXylopipeError(error)) return error.message;
    throw error;
  }
}

function readFlat(json: unknown): Tensor | string {
  const parsed = flat().safeParse(json);
  if (!parsed.success) return 'expected nested lists, {shape, data} or {shape, idx, val}';
  const size = sizeOf(parsed.data.shape);
  const claimed = parsed.data.shape.includes(0) && parsed.data.shape.find((n) => n > MAX_EMPTY_DIMENSION);
  if (claimed) return `an array without elements has a dimension of ${claimed}, at most ${MAX_EMPTY_DIMENSION} is read`;
  if ('data' in parsed.data) {
    const { shape, data } = parsed.data;
    return data.length === size
      ? { shape, data: Float64Array.from(data) }
      : `shape [${shape}] needs ${size} elements, got ${data.length}`;
  }
  const { idx, val, shape } = parsed.data;
  if (idx.length !== val.length) return `${idx.length} indices but ${val.length} values`;
  if (size > MAX_SPARSE_SIZE) return `shape [${shape}] has ${size} elements, at most ${MAX_SPARSE_SIZE} are read`;
  const data = new Float64Array(size);
  const written = new Set<number>();
  for (let i = 0; i < idx.length; i++) {
    const at = idx[i] as number;
    if (!(Number.isInteger(at) && at >= 0 && at < size)) return `index ${at} is outside of ${size} elements`;
    if (written.has(at)) return `index ${at} is given twice`;
    written.add(at);
    data[at] = val[i] as number;
  }
  return { shape, data };
}
