import { type Issue, type IssuePath, sizeOf, type Tensor, type TreeMatrix } from '@xylopipe/core';
import { fault, wrongShape } from './fault.js';
import { checkRows, checkValue, checkValues, FINITE } from './value-rule.js';

/** A weight matrix: rows, a tensor `(rows, columns)`, or one value for all of a shape. */
export type Matrix = readonly ArrayLike<number>[] | Tensor | Extract<TreeMatrix, { fill: number }>;

const isRows = (matrix: Matrix): matrix is readonly ArrayLike<number>[] => !('shape' in matrix);

/** Rows and columns of a matrix; columns are those of its first row. */
export const matrixShape = (matrix: Matrix): readonly [rows: number, columns: number] =>
  isRows(matrix) ? [matrix.length, matrix[0]?.length ?? 0] : [matrix.shape[0] ?? 0, matrix.shape[1] ?? 0];

/** What is wrong with a matrix: another shape than `rows` by `columns`, uneven rows, values that are not finite. */
export function checkMatrix(at: IssuePath, matrix: Matrix, rows: number, columns: number): readonly Issue[] {
  const hint = 'rows are sources, columns are targets';
  const expect = (path: IssuePath, shape: readonly number[], expected: readonly number[]): readonly Issue[] =>
    shape.length === expected.length && shape.every((n, i) => n === expected[i])
      ? []
      : [wrongShape(path, shape, `(${expected.join(', ')})`, hint)];
  if (isRows(matrix)) {
    const values = checkRows(at, matrix, FINITE);
    if (matrix.length !== rows) return [...expect(at, matrixShape(matrix), [rows, columns]), ...values];
    return [...matrix.flatMap((row, i) => expect([...at, i], [row.length], [columns])), ...values];
  }
  const shape = expect(at, matrix.shape, [rows, columns]);
  if ('fill' in matrix) {
    return [...shape, ...checkFillSize(at, matrix.shape), ...checkValue([...at, 'fill'], matrix.fill, FINITE)];
  }
  const path = [...at, 'data'];
  const size = expect(path, [matrix.data.length], [sizeOf(matrix.shape)]);
  return [...shape, ...size, ...checkValues(path, matrix.data, FINITE)];
}

/** One value for all says in a few bytes how much memory it takes: at most a gigabyte is believed. */
const MAX_FILLED = 2 ** 27;

function checkFillSize(at: IssuePath, shape: readonly number[]): readonly Issue[] {
  const measured = sizeOf(shape);
  if (measured <= MAX_FILLED) return [];
  const message = 'a matrix of one value has more elements than memory is set aside for';
  return [
    fault('TOO_LARGE', [...at, 'shape'], message, 'check the sizes of the layers', { measured, limit: MAX_FILLED }),
  ];
}

/** The elements of a matrix that `checkMatrix` passed, as a copy. */
export function expandMatrix(matrix: Matrix): Tensor {
  const [rows, columns] = matrixShape(matrix);
  const data = new Float64Array(rows * columns);
  if (isRows(matrix)) for (let i = 0; i < rows; i++) data.set(matrix[i], i * columns);
  else if ('fill' in matrix) data.fill(matrix.fill);
  else data.set(matrix.data);
  return { shape: [rows, columns], data };
}

/** As a tree holds it: a copy, one value still for all. */
export function matrixToTree(matrix: Matrix): TreeMatrix {
  if (isRows(matrix)) return matrix.map((row) => Array.from(row));
  const [rows, columns] = matrixShape(matrix);
  if ('fill' in matrix) return { shape: [rows, columns], fill: matrix.fill };
  return Array.from({ length: rows }, (_, i) => Array.from(matrix.data.subarray(i * columns, (i + 1) * columns)));
}
