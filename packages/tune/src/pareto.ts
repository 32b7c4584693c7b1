import type { Objective, Score, Trial } from './trial.js';

/** A trial that has a score. */
export type Scored = Trial & { readonly score: Score };

/** Those that the chip took. */
export const scored = (trials: readonly Trial[]): readonly Scored[] =>
  trials.filter((trial) => trial.score !== null) as Scored[];

/** Which of two is better: by the first objective in which they differ. Negative if `a` is. */
export function byObjectives(objectives: readonly Objective[]): (a: Scored, b: Scored) => number {
  return (a, b) => {
    for (const objective of objectives) {
      const difference = (b.score[objective] ?? 0) - (a.score[objective] ?? 0);
      if (difference !== 0) return difference;
    }
    return a.index - b.index;
  };
}

/** The trials that no other beats in one objective without being beaten in another; best in the first objective first. */
export function paretoFront(trials: readonly Trial[], objectives: readonly Objective[]): readonly Scored[] {
  const all = scored(trials);
  return all.filter((a) => !all.some((b) => dominates(b, a, objectives))).toSorted(byObjectives(objectives));
}

/** At least as good in everything, and better in something; of equal ones the earlier. */
function dominates(b: Scored, a: Scored, objectives: readonly Objective[]): boolean {
  let better = false;
  for (const objective of objectives) {
    const difference = (b.score[objective] ?? 0) - (a.score[objective] ?? 0);
    if (difference < 0) return false;
    better ||= difference > 0;
  }
  return better || b.index < a.index;
}
