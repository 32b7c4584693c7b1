import type { Issue, IssuePath, Tensor } from '@xylopipe/core';

/** A module without nodes on one side could never be part of a graph. */
export function checkWidths(nin: number, nout: number): readonly Issue[] {
  const empty = (side: string): Issue => ({
    code: 'EMPTY_MODULE',
    severity: 'error',
    at: [side],
    measured: 0,
    limit: 1,
    message: `a module needs at least one node among its ${side}`,
    hint: 'leave out layers of size 0',
  });
  return [...(nin === 0 ? [empty('inputs')] : []), ...(nout === 0 ? [empty('outputs')] : [])];
}

/** Shape and finiteness of a tensor; `undefined` dimensions are free. */
export function checkTensor(
  at: IssuePath,
  { shape, data }: Tensor,
  expected: readonly (number | undefined)[],
): readonly Issue[] {
  const fits = shape.length === expected.length && expected.every((n, i) => n === undefined || n === shape[i]);
  if (!fits) return [wrongShape(at, shape, expected)];
  const size = shape.reduce((product, n) => product * n, 1);
  return size === data.length ? checkFinite(at, data) : [wrongShape(at, [data.length], [size])];
}

/** Length and finiteness of a vector. */
export const checkVector = (at: IssuePath, values: Float64Array, length: number): readonly Issue[] =>
  values.length === length ? checkFinite(at, values) : [wrongShape(at, [values.length], [length])];

/** Time constants below zero mean nothing; zero is a synapse or membrane that forgets at once. */
export function checkNotNegative(at: IssuePath, values: Float64Array): readonly Issue[] {
  const bad = values.findIndex((x) => x < 0);
  if (bad < 0) return [];
  return [
    {
      code: 'NEGATIVE_TIME_CONSTANT',
      severity: 'error',
      at: [...at, bad],
      measured: values[bad] as number,
      limit: 0,
      message: 'a time constant must not be negative',
      hint: 'give it in seconds',
    },
  ];
}

function checkFinite(at: IssuePath, values: Float64Array): readonly Issue[] {
  let bad = 0;
  while (bad < values.length && Number.isFinite(values[bad])) bad++;
  if (bad === values.length) return [];
  return [
    {
      code: 'NOT_FINITE',
      severity: 'error',
      at: [...at, bad],
      measured: String(values[bad]),
      message: 'parameters must be finite numbers (the index is row-major)',
      hint: 'look for a division by zero or an overflow where the network was made',
    },
  ];
}

function wrongShape(at: IssuePath, shape: readonly number[], expected: readonly (number | undefined)[]): Issue {
  const text = (dims: readonly (number | undefined)[]): string => `(${dims.map((n) => n ?? 'any').join(', ')})`;
  return {
    code: 'WRONG_SHAPE',
    severity: 'error',
    at,
    measured: text(shape),
    limit: text(expected),
    message: `shape ${text(shape)} does not fit the nodes of the module, ${text(expected)} does`,
    hint: 'give every value of that shape, nothing is broadcast here',
  };
}
