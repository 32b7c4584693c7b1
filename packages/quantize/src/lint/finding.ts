import { type Issue, neuronRanges } from '@xylopipe/core';
import type { NeuronPairs } from './neuron-pairs.js';

/** Which neurons are in the same trouble, and what to say of them all. */
export interface Finding {
  readonly code: string;
  /** Field of the specification in which it is; default: the neurons as a whole. */
  readonly field?: string;
  readonly found: (n: number) => boolean;
  /** What the worst one has, and what it should have. */
  readonly measured: (n: number) => number;
  readonly limit: (n: number) => number;
  /** The worst has most of it. Default: the magnitude of what is measured. */
  readonly badness?: (n: number) => number;
  /** `who` has all their numbers. */
  readonly message: (who: string, ids: readonly number[], worst: number) => string;
  readonly hint: (ids: readonly number[], worst: number) => string;
}

/** One warning for all neurons that are in a trouble, at the worst; none if no neuron is. */
export function warningOf({ role, word, count }: NeuronPairs, finding: Finding): readonly Issue[] {
  const { code, field = role, found, measured, limit, badness = (n) => Math.abs(measured(n)) } = finding;
  const ids = Array.from({ length: count }, (_, n) => n).filter(found);
  const [first] = ids;
  if (first === undefined) return [];
  const worst = ids.reduce((most, n) => (badness(n) > badness(most) ? n : most), first);
  return [
    {
      code,
      severity: 'warning',
      at: [field, worst],
      measured: rounded(measured(worst)),
      limit: rounded(limit(worst)),
      message: finding.message(neuronRanges(word, ids), ids, worst),
      hint: finding.hint(ids, worst),
    },
  ];
}

/** A number for people: four digits. Whole numbers stay. */
export const rounded = (x: number): number => (Number.isInteger(x) ? x : Number(x.toPrecision(4)));

/** `12.7 %` */
export const percent = (x: number): string => `${rounded(Number(x.toFixed(1)))} %`;

/** `1 weight`, `2 weights`. */
export const counted = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

export const sumOf = (values: ArrayLike<number>, ids: readonly number[]): number =>
  ids.reduce((sum, n) => sum + (values[n] as number), 0);
