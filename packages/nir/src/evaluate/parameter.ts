import type { NirArray } from '../model/nir-graph.js';

/** A parameter of `n` elements, of which a single value may stand for all; `absent` where the file has none. */
export function parameter(array: NirArray | undefined, n: number, absent = 0): Float64Array {
  const data = array?.data ?? [absent];
  return data.length === 1 ? new Float64Array(n).fill(data[0]) : Float64Array.from(data);
}
