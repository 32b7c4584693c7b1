import type { Issue } from '@xylopipe/core';
import type { TuneResult } from '@xylopipe/tune';

/**
 * Warns of recordings on which no recipe is right more often than one answer to all of them would be: then nothing was found
 * that knows the labels, however the recipes differ. Labels that are all the same tell nothing.
 */
export function chanceWarnings(
  { trials }: Pick<TuneResult, 'trials'>,
  labels: readonly number[] | undefined,
): readonly Issue[] {
  const times = new Map<number, number>();
  for (const label of labels ?? []) times.set(label, (times.get(label) ?? 0) + 1);
  const accuracies = trials.flatMap(({ score }) => score?.accuracy ?? []);
  if (labels === undefined || times.size < 2 || accuracies.length === 0) return [];
  const chance = Math.max(...times.values()) / labels.length;
  const measured = accuracies.reduce((a, b) => Math.max(a, b));
  if (measured > chance) return [];
  return [
    {
      code: 'LABELS_BY_CHANCE',
      severity: 'warning',
      at: ['labels'],
      measured,
      limit: chance,
      message: 'no recipe is right more often than the same answer to every recording',
      hint: 'the labels may be wrong: a label is the index of the output that ought to spike most, from 0',
    },
  ];
}
