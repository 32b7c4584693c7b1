import type { Issue } from '@xylopipe/core';
import { wrongShape } from './fault.js';
import { checkRows, checkValue, type ValueRule } from './value-rule.js';

/** One value for all synapses of a layer, one for each synapse of a neuron, `(1, S)`, or one each, `(N, S)`. */
export type PerSynapse = number | readonly ArrayLike<number>[];

/** What is wrong with the parameter `key` of `n` neurons with `s` synapses. */
export function checkPerSynapse(
  key: string,
  value: PerSynapse,
  n: number,
  s: number,
  rule: ValueRule,
): readonly Issue[] {
  if (typeof value === 'number') return checkValue([key], value, rule);
  const issues = checkRows([key], value, rule);
  const hint = 'give one row per neuron, or one row for all';
  if (value.length !== n && value.length !== 1) {
    const shape = [value.length, value[0]?.length ?? 0];
    return [...issues, wrongShape([key], shape, `(${n}, ${s}) or (1, ${s})`, hint)];
  }
  const uneven = value.flatMap((row, i) =>
    row.length === s ? [] : [wrongShape([key, i], [row.length], `(${s})`, hint)],
  );
  return [...issues, ...uneven];
}

/** One value per synapse, row-major `(n, s)`. */
export function expandPerSynapse(value: PerSynapse, n: number, s: number): Float64Array {
  const expanded = new Float64Array(n * s);
  if (typeof value === 'number') return expanded.fill(value);
  for (let i = 0; i < n; i++) expanded.set(value[value.length === 1 ? 0 : i], i * s);
  return expanded;
}

/** As a tree holds it: a copy, one number or one row still for all. */
export const perSynapseToTree = (value: PerSynapse): number | readonly (readonly number[])[] =>
  typeof value === 'number' ? value : rowsToTree(value);

/** A copy of rows. */
export const rowsToTree = (rows: readonly ArrayLike<number>[]): readonly (readonly number[])[] =>
  rows.map((row) => Array.from(row));
