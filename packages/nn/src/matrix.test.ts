import { describe, expect, it } from 'vitest';
import { checkMatrix, expandMatrix, type Matrix, matrixShape, matrixToTree } from './matrix.js';

const rows = [
  [1, 2, 3],
  [4, 5, 6],
];
const codes = (matrix: Matrix): readonly string[] =>
  checkMatrix(['w'], matrix, 2, 3).map(({ code, at }) => `${code} ${at.join('.')}`);

describe('a matrix', () => {
  it.each<[string, Matrix, unknown]>([
    ['rows', rows, rows],
    ['rows of typed arrays', rows.map((row) => Float32Array.from(row)), rows],
    ['a tensor', { shape: [2, 3], data: Float64Array.of(1, 2, 3, 4, 5, 6) }, rows],
  ])('can be %s', (_, matrix, tree) => {
    expect(codes(matrix)).toEqual([]);
    expect(matrixShape(matrix)).toEqual([2, 3]);
    expect(expandMatrix(matrix)).toEqual({ shape: [2, 3], data: Float64Array.of(1, 2, 3, 4, 5, 6) });
    expect(matrixToTree(matrix)).toEqual(tree);
  });

  it('can be one value, and stays that in a tree', () => {
    const matrix = { shape: [2, 3], fill: 0.5 } as const;
    expect(codes(matrix)).toEqual([]);
    expect(expandMatrix(matrix)).toEqual({ shape: [2, 3], data: new Float64Array(6).fill(0.5) });
    expect(matrixToTree(matrix)).toEqual(matrix);
  });

  it('is copied', () => {
    const source = [[1, 2]];
    const [expanded, tree] = [expandMatrix(source), matrixToTree(source)];
    source[0][0] = 9;
    expect(expanded.data[0]).toBe(1);
    expect(tree).toEqual([[1, 2]]);
  });

  it.each<[string, Matrix, readonly string[]]>([
    ['too few rows', [[1, 2, 3]], ['WRONG_SHAPE w']],
    ['uneven rows', [[1, 2, 3], [4]], ['WRONG_SHAPE w.1']],
    ['no rows', [], ['WRONG_SHAPE w']],
    ['NaN and a short row', [[1, Number.NaN, 3], []], ['WRONG_SHAPE w.1', 'NOT_FINITE w.0.1']],
    ['a tensor of another shape', { shape: [3, 2], data: new Float64Array(6) }, ['WRONG_SHAPE w']],
    ['a tensor of another rank', { shape: [6], data: new Float64Array(6) }, ['WRONG_SHAPE w']],
    ['a tensor with too few elements', { shape: [2, 3], data: new Float64Array(5) }, ['WRONG_SHAPE w.data']],
    ['an infinite fill', { shape: [2, 3], fill: Number.POSITIVE_INFINITY }, ['NOT_FINITE w.fill']],
    ['more elements than memory', { shape: [1e6, 1e6], fill: 1 }, ['WRONG_SHAPE w', 'TOO_LARGE w.shape']],
  ])('is refused with %s', (_, matrix, expected) => {
    expect(codes(matrix)).toEqual(expected);
  });

  it('lists ten bad values and counts the others', () => {
    const issues = checkMatrix(['w'], { shape: [4, 5], data: new Float64Array(20).fill(Number.NaN) }, 4, 5);
    expect(issues).toHaveLength(11);
    expect(issues[10]).toMatchObject({ at: ['w', 'data'], measured: 20 });
  });
});
