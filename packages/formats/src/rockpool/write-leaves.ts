import type { ExpSynTree, Issue, IssuePath, LifTree, LinearTree, TreeMatrix } from '@xylopipe/core';
import { ignored, notFinite } from './differences.js';

/** Parameters of a module by name, each a string of JSON. */
export type ModuleLeaves = Readonly<Record<string, string>>;

/** What becomes of a tree while it is written. */
export interface Writing {
  readonly issues: Issue[];
  /** How many weights may still be written out of matrices that a tree gives as one value for all. */
  room: number;
}

/** Most weights of one tree that are written out so: a short file could ask for any number of them. */
const MAX_FILLED_IN = 2 ** 24;

/** Nothing is written yet. */
export const newWriting = (): Writing => ({ issues: [], room: MAX_FILLED_IN });

/** The parameters of a module, those that it does not have left out. */
export function writeLeaves(tree: LinearTree | LifTree | ExpSynTree, at: IssuePath, writing: Writing): ModuleLeaves {
  const { issues } = writing;
  switch (tree.type) {
    case 'Linear':
      return leaves({ weight: rowsOf(tree.weight, [...at, 'weight'], writing), bias: tree.bias }, at, issues);
    case 'ExpSyn':
      if (tree.dt === null) issues.push(missingTimestep(at));
      return leaves({ tau: tree.tau, dt: tree.dt }, at, issues);
    default:
      return writeNeurons(tree, at, writing);
  }
}

function writeNeurons(tree: LifTree, at: IssuePath, writing: Writing): ModuleLeaves {
  const { issues } = writing;
  const { type, name, shape, initial_state, has_rec, w_rec, ...parameters } = tree;
  if (tree.dt === null) issues.push(missingTimestep(at));
  if (initial_state !== undefined) {
    const message = 'the initial state is not in the file: the module that loads it keeps its own';
    issues.push(ignored('STATE_IGNORED', [...at, 'initial_state'], message));
  }
  const recurrent = has_rec && w_rec ? rowsOf(w_rec, [...at, 'w_rec'], writing) : undefined;
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

function rowsOf(matrix: TreeMatrix, at: IssuePath, writing: Writing): readonly (readonly number[])[] {
  if (!('shape' in matrix)) return matrix;
  const [rows, columns] = matrix.shape;
  // Rows take memory even where they are empty.
  const measured = rows * Math.max(columns, 1);
  if (measured <= writing.room) {
    writing.room -= measured;
    return Array.from({ length: rows }, () => new Array<number>(columns).fill(matrix.fill));
  }
  const message = 'the matrix is too large to be written out, with those before it';
  const hint = 'check the sizes of the layers';
  writing.issues.push({ code: 'TOO_LARGE', severity: 'error', at, measured, limit: writing.room, message, hint });
  return [];
}

const missingTimestep = (at: IssuePath): Issue => ({
  code: 'MISSING_PARAMETER',
  severity: 'error',
  at: [...at, 'dt'],
  message: 'a module of Rockpool has a timestep, and this has none',
  hint: 'say dt, in seconds, in every layer of the network',
});
