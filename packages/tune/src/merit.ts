import { byObjectives, type Scored, scored } from './pareto.js';
import { OBJECTIVES, type Objective, type Trial } from './trial.js';

/** The trials of the standard recipes that the chip took. */
export const standardsOf = (trials: readonly Trial[], count: number): readonly Scored[] =>
  scored(trials.filter(({ index }) => index < count));

/** What no search may sell, whatever it looks for: being right, and being the network that was trained. */
const KEPT: readonly Objective[] = ['accuracy', 'agreement'];

/** What a recipe is held against the standards in. Not every measure: to ask for all leaves those that happen to fit the recordings searched. */
const judgedBy = (objectives: readonly Objective[]): readonly Objective[] => [...new Set([...KEPT, ...objectives])];

/** Whether a trial is at least as good as each of the standards in every one of the measures. */
const holds = ({ score }: Scored, standards: readonly Scored[], measures: readonly Objective[]): boolean =>
  standards.every((standard) => measures.every((measure) => (score[measure] ?? 0) >= (standard.score[measure] ?? 0)));

/**
 * Whether there are standards, and a trial is at least as good as each in accuracy, agreement and the objectives, and better
 * than each in some of them.
 */
export function beats(trial: Scored, standards: readonly Scored[], objectives: readonly Objective[]): boolean {
  const measures = judgedBy(objectives);
  const isBetter = (standard: Scored): boolean =>
    measures.some((measure) => (trial.score[measure] ?? 0) > (standard.score[measure] ?? 0));
  return standards.length > 0 && holds(trial, standards, measures) && standards.every(isBetter);
}

/**
 * The best of the trials by the objectives, then by the other measures: of those that lose nothing against the standards in
 * accuracy, agreement and the objectives; where there is none, of those that lose no accuracy, as one of the standards does not.
 */
export function bestOf(
  trials: readonly Trial[],
  standards: readonly Scored[],
  objectives: readonly Objective[],
): Scored | null {
  const all = scored(trials);
  const inAll = all.filter((trial) => holds(trial, standards, judgedBy(objectives)));
  const sound = inAll.length > 0 ? inAll : all.filter((trial) => holds(trial, standards, ['accuracy']));
  const further = OBJECTIVES.filter((measure) => !objectives.includes(measure));
  return sound.toSorted(byObjectives([...objectives, ...further]))[0] ?? null;
}
