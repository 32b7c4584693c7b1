import type { Tensor } from '@xylopipe/core';
import type { FlatNode } from '../model/flat-graph.js';
import type { NirAffine, NirArray, NirLinear } from '../model/nir-graph.js';

/** An Affine node in float64: what all weights are between reading and building. */
export interface Weights extends NirAffine {
  /** `(Nout, Nin)`. */
  readonly weight: Tensor;
  /** `(Nout)`. */
  readonly bias: Tensor;
}

/** Whether a node is weights; after `unifyWeights`, all of these are `Weights`. */
export const isWeights = (node: FlatNode | undefined): node is Weights => node?.type === 'Affine';

export const weightsOf = (node: NirAffine | NirLinear): Weights => {
  const weight = float64(node.weight);
  const bias = node.type === 'Affine' ? float64(node.bias).data : new Float64Array(weight.shape[0]);
  return affine(weight, bias);
};

export const affine = (weight: Tensor, bias: Float64Array = new Float64Array(weight.shape[0])): Weights => ({
  type: 'Affine',
  weight,
  bias: { shape: [bias.length], data: bias },
});

/** A matrix that is zero but for its diagonal. */
export function diagonal(values: ArrayLike<number>): Tensor {
  const n = values.length;
  const data = new Float64Array(n * n);
  for (let i = 0; i < n; i++) data[i * (n + 1)] = values[i];
  return { shape: [n, n], data };
}

/** `b a`: first `a`, then `b`. */
export function product(b: Tensor, a: Tensor): Tensor {
  const [rows, inner] = b.shape;
  const columns = a.shape[1];
  const data = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < inner; k++) {
      const factor = b.data[row * inner + k];
      if (factor === 0) continue;
      for (let c = 0; c < columns; c++) data[row * columns + c] += factor * a.data[k * columns + c];
    }
  }
  return { shape: [rows, columns], data };
}

/** `b x` of a vector. */
export const applied = (b: Tensor, x: Float64Array): Float64Array => product(b, { shape: [x.length, 1], data: x }).data;

/** Element by element. */
export const added = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value + b[i]);

const float64 = ({ shape, data }: NirArray): Tensor => ({ shape, data: Float64Array.from(data) });
