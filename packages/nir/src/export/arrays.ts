import type { Tensor, TreeMatrix } from '@xylopipe/core';

/** Weights `(Nin, Nout)` of a tree as NIR has them, `(out, in)`. */
export function outByIn(matrix: TreeMatrix): Tensor {
  if ('shape' in matrix) {
    const [rows, columns] = matrix.shape;
    return { shape: [columns, rows], data: new Float64Array(rows * columns).fill(matrix.fill) };
  }
  const [rows, columns] = [matrix.length, matrix[0].length];
  const data = new Float64Array(rows * columns);
  matrix.forEach((row, i) => {
    row.forEach((value, o) => {
      data[o * rows + i] = value;
    });
  });
  return { shape: [columns, rows], data };
}

/** One value for all, `(n)`. */
export const filled = (n: number, value: number): Tensor => ({ shape: [n], data: new Float64Array(n).fill(value) });

/** `(n)`. */
export const vector = (data: Float64Array): Tensor => ({ shape: [data.length], data });

/** Adds up the `nin / n` input columns of each of `n` neurons, `(n, nin)`. */
export function sumOfSynapses(nin: number, n: number): Tensor {
  const data = new Float64Array(n * nin);
  for (let column = 0; column < nin; column++) data[Math.floor((column * n) / nin) * nin + column] = 1;
  return { shape: [n, nin], data };
}
