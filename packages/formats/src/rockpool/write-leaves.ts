import type { ExpSynTree, Issue, IssuePath, LifTree, LinearTree, TreeMatrix } from '@xylopipe/core';
import { ignored, notFinite } from './differences.js';

/** Parameters of a module by name, each a string of JSON. */
export type ModuleLeaves = Readonly<Record<string, string>>;

/** The parameters of a module, those that it does not have left out. */
export function writeLeaves(tree: LinearTree | LifTree | ExpSynTree, at: IssuePath, issues: Issue[]): ModuleLeaves {
  switch (tree.type) {
    case 'Linear':
      return leaves({ weight: rowsOf(tree.weight, [...at, 'weight'], issues), bias: tree.bias }, at, issues);
    case 'ExpSyn':
      if (tree.dt === null) issues.push(missingTimestep(at));
      return leaves({ tau: tree.tau, dt: tree.dt }, at, issues);
    default:
      return writeNeurons(tree, at, issues);
  }
}

function writeNeurons(tree: LifTree, at: IssuePath, issues: Issue[]): ModuleLeaves {
  const { type, name, shape, initial_state, has_rec, w_rec, ...parameters } = tree;
  if (tree.dt === null) issues.push(missingTimestep(at));
  if (initial_state !== undefined) {
    const message = 'the initial state is not in the file: the module that loads it keeps its own';
    issues.push(ignored('STATE_IGNORED', [...at, 'initial_state'], message));
  }
  const recurrent = has_rec && w_rec ? rowsOf(w_rec, [...at, 'w_rec'], issues) : undefined;
  return leaves({ ...parameters, _has_rec: has_rec, w_rec: recurrent }, at, issues);
}

type Leaf = number | string | boolean | readonly Leaf[];

function leaves(
  values: Readonly<Record<string, Leaf | null | undefined>>,
  at: IssuePath,
  issues: Issue[],
): ModuleLeaves {
  const given = Object.entries(values).filter((entry): entry is [string, Leaf] => entry[1] != null);
  return Object.fromEntries(
    given.map(([key, value]) => {
      const text = json(value);
      const [measured] = /-?(?:NaN|Infinity)/.exec(text) ?? [];
      if (measured !== undefined) issues.push(notFinite([...at, key], measured));
      return [key, text];
    }),
  );
}

/** JSON in which no number reads as an integer in Python. */
function json(leaf: Leaf): string {
  if (typeof leaf === 'object') return `[${leaf.map(json).join(', ')}]`;
  if (typeof leaf !== 'number') return JSON.stringify(leaf);
  const text = Object.is(leaf, -0) ? '-0' : String(leaf);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** Most weights that are written out where a tree says one value for all. */
const MAX_FILLED_IN = 2 ** 24;

function rowsOf(matrix: TreeMatrix, at: IssuePath, issues: Issue[]): readonly (readonly number[])[] {
  if (!('shape' in matrix)) return matrix;
  const [rows, columns] = matrix.shape;
  if (rows * columns <= MAX_FILLED_IN) {
    return Array.from({ length: rows }, () => new Array<number>(columns).fill(matrix.fill));
  }
  const message = 'the matrix is too large to be written out';
  issues.push({ code: 'TOO_LARGE', severity: 'error', at, measured: rows * columns, limit: MAX_FILLED_IN, message });
  return [];
}

const missingTimestep = (at: IssuePath): Issue => ({
  code: 'MISSING_PARAMETER',
  severity: 'error',
  at: [...at, 'dt'],
  message: 'a module of Rockpool has a timestep, and this has none',
  hint: 'give dt in seconds',
});
