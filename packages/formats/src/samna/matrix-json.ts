import type { Issue, IssuePath, JsonValue, Tensor } from '@xylopipe/core';
import { FewIssues } from '../few-issues.js';
import { type Findings, integer, list, members } from './findings.js';

/** A matrix as samna's files hold it, its values row by row. */
export interface SamnaMatrix {
  readonly at: IssuePath;
  readonly rows: number;
  readonly columns: number;
  readonly values: Int8Array;
}

/** Which part of a matrix of samna's ours is: samna's spans all hidden neurons, ours those that take input or drive outputs. */
export interface Placement {
  /** Rows of zeros before the first of ours. */
  readonly rowsBefore?: number;
  /** Columns of the whole matrix, ours are the first. */
  readonly columns?: number;
}

/** One synapse of `(rows, columns, S)` weights in samna's layout; zeros where there is no such synapse. */
export function weightsJson(
  { shape, data }: Tensor<Int8Array>,
  synapse: number,
  { rowsBefore = 0, columns = shape[1] as number }: Placement = {},
): JsonValue {
  const [height = 0, width = 0, synapses = 1] = shape;
  const values = new Array<number>((rowsBefore + height) * columns).fill(0);
  for (let row = 0; row < height && synapse < synapses; row++) {
    for (let column = 0; column < width; column++) {
      values[(rowsBefore + row) * columns + column] = data[(row * width + column) * synapses + synapse] as number;
    }
  }
  return {
    dimensions: { value0: rowsBefore + height, value1: columns },
    offsets: { value0: columns, value1: 1 },
    values,
  };
}

/** Reads a matrix of weights. What is wrong is noted; `undefined` if not even its size could be read. */
export function matrixFrom(json: unknown, at: IssuePath, found: Findings): SamnaMatrix | undefined {
  const matrix = members(json, ['dimensions', 'offsets', 'values'], at, found);
  if (matrix === undefined) return undefined;
  const dimensions = pair(matrix.dimensions, [...at, 'dimensions'], found);
  const offsets = pair(matrix.offsets, [...at, 'offsets'], found);
  const values = list(matrix.values, [...at, 'values'], found.issues);
  const wrongValues = new FewIssues();
  const weights = Int8Array.from(values ?? [], (value, i) =>
    integer(value, WEIGHT, () => [...at, 'values', i], wrongValues),
  );
  found.issues.push(...wrongValues.issues);
  if (dimensions === undefined || offsets === undefined || values === undefined) return undefined;
  found.issues.push(...layoutIssues(weights.length, dimensions, offsets, at));
  return { at, rows: dimensions[0], columns: dimensions[1], values: weights };
}

type Pair = readonly [number, number];

function layoutIssues(count: number, [rows, columns]: Pair, offsets: Pair, at: IssuePath): readonly Issue[] {
  const mismatch = (key: string, measured: number | string, limit: number | string, message: string): Issue => ({
    code: 'SPEC_SHAPE',
    severity: 'error',
    at: [...at, key],
    measured,
    limit,
    message,
  });
  if (count !== rows * columns) {
    return [
      mismatch('values', count, rows * columns, 'the matrix has another number of values than its dimensions say'),
    ];
  }
  if (count === 0 || (offsets[0] === columns && offsets[1] === 1)) return [];
  return [mismatch('offsets', offsets.join(', '), `${columns}, 1`, 'the values do not lie row by row')];
}

function pair(json: unknown, at: IssuePath, found: Findings): Pair | undefined {
  const both = members(json, ['value0', 'value1'], at, found);
  if (both === undefined) return undefined;
  const faults: Issue[] = [];
  const size = (key: string) => integer(both[key], SIZE, () => [...at, key], faults);
  const sizes = [size('value0'), size('value1')] as const;
  found.issues.push(...faults);
  return faults.length > 0 ? undefined : sizes;
}

const WEIGHT = [-128, 127] as const;

/** More than any chip has: an empty matrix can claim to be of any height. */
const SIZE = [0, 65_535] as const;

/** Matrices of the same size, one per synapse, as `(rows, columns, S)`. */
export function joined(synapses: readonly SamnaMatrix[]): Tensor<Int8Array> {
  const { rows = 0, columns = 0 } = synapses[0] ?? {};
  const data = new Int8Array(rows * columns * synapses.length);
  synapses.forEach(({ values }, s) => {
    for (const [i, value] of values.entries()) data[i * synapses.length + s] = value;
  });
  return { shape: [rows, columns, synapses.length], data };
}
