import type { Evolution, SignalName, Tensor } from '@xylopipe/core';

/** A neuron that two evolutions have recorded, and its column in each. */
export interface ColumnPair {
  readonly neuron: number;
  readonly a: number;
  readonly b: number;
}

/** The neurons of a signal that both have, lowest id first; none where one has not recorded it. */
export function columnsInBoth(a: Evolution, b: Evolution, name: SignalName): readonly ColumnPair[] {
  const left = a.signals[name];
  const right = b.signals[name];
  if (left === undefined || right === undefined) return [];
  const columns = new Map((b.neurons?.[name] ?? idsOf(right)).map((id, column) => [id, column]));
  const both = (a.neurons?.[name] ?? idsOf(left)).flatMap((neuron, column): ColumnPair[] => {
    const other = columns.get(neuron);
    return other === undefined ? [] : [{ neuron, a: column, b: other }];
  });
  return both.sort((one, other) => one.neuron - other.neuron);
}

const idsOf = ({ shape: [, neurons = 0] }: Tensor<Int16Array>): readonly number[] =>
  Array.from({ length: neurons }, (_, id) => id);
