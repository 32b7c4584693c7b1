import { byObjectives, type Scored, scored } from './pareto.js';
import { OBJECTIVES, type Objective, type Trial } from './trial.js';

/** The trials of the standard recipes that the chip took. */
export const standardsOf = (trials: readonly Trial[], count: number): readonly Scored[] =>
  scored(trials.filter(({ index }) => index < count));

/** Whether a trial is at least as good as each of the standards, in every measure that was scored. */
const holds = ({ score }: Scored, standards: readonly Scored[]): boolean =>
  standards.every((standard) => OBJECTIVES.every((measure) => (score[measure] ?? 0) >= (standard.score[measure] ?? 0)));

/** Whether there are standards, and a trial is at least as good as each in everything, and better than each in something. */
export const beats = (trial: Scored, standards: readonly Scored[]): boolean =>
  standards.length > 0 &&
  holds(trial, standards) &&
  standards.every((standard) =>
    OBJECTIVES.some((measure) => (trial.score[measure] ?? 0) > (standard.score[measure] ?? 0)),
  );

/**
 * The best of the trials: one that loses nothing against the standards before one that does, then by the objectives, then
 * by the other measures. So no search sells as a find what is bought with another measure, as long as there is anything
 * else to be had.
 */
export function bestOf(
  trials: readonly Trial[],
  standards: readonly Scored[],
  objectives: readonly Objective[],
): Scored | null {
  const all = scored(trials);
  const sound = all.filter((trial) => holds(trial, standards));
  const further = OBJECTIVES.filter((measure) => !objectives.includes(measure));
  return (sound.length > 0 ? sound : all).toSorted(byObjectives([...objectives, ...further]))[0] ?? null;
}
