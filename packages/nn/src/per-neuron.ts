import type { Issue, TreeVector } from '@xylopipe/core';
import { wrongShape } from './fault.js';
import { checkValue, checkValues, type ValueRule } from './value-rule.js';

/** One value for all neurons of a layer, or one each, `(N)`. */
export type PerNeuron = number | ArrayLike<number>;

/** What is wrong with the parameter `key` of `n` neurons. */
export function checkPerNeuron(key: string, value: PerNeuron, n: number, rule: ValueRule): readonly Issue[] {
  if (typeof value === 'number') return checkValue([key], value, rule);
  const issues = checkValues([key], value, rule);
  if (value.length === n) return issues;
  return [...issues, wrongShape([key], [value.length], `(${n})`, 'give one value per neuron, or one number for all')];
}

/** One value per neuron, as a copy. */
export const expandPerNeuron = (value: PerNeuron, n: number): Float64Array =>
  typeof value === 'number' ? new Float64Array(n).fill(value) : Float64Array.from(value);

/** As a tree holds it: a copy, one number still for all. */
export const perNeuronToTree = (value: PerNeuron): TreeVector =>
  typeof value === 'number' ? value : Array.from(value);
