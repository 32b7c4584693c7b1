import type { QuantizeOptions } from 'xylopipe';
import { type NetworkToTune, type Recordings, scoreRecipes, type TunedNetwork } from 'xylopipe/node';

const MEASURES = ['accuracy', 'agreement', 'outputAgreement'] as const;

type Score = NonNullable<TunedNetwork['best']>['score'];
type Tried = TunedNetwork['standards'][number];

/** Recipes that get into the second round. */
const FINALISTS = 40;

/**
 * The recipe to use: of those that are at least as good as every standard recipe in every measure, on what was searched and on
 * `recordings` as well, the most accurate one, and of equals the one that agrees best with the float network. `undefined` if
 * there is none.
 */
export async function chooseRecipe(
  subject: Omit<NetworkToTune, 'recordings'>,
  { trials, standards }: TunedNetwork,
  recordings: Recordings,
): Promise<QuantizeOptions | undefined> {
  const searched = standards.map(({ score }) => score);
  const finalists = trials
    .filter((trial): trial is Tried => trial.score !== null && trial.sameAs === undefined)
    .filter((trial) => !standards.includes(trial) && holds(trial.score, searched))
    .toSorted((a, b) => (b.score.accuracy ?? 0) - (a.score.accuracy ?? 0) || b.score.agreement - a.score.agreement)
    .slice(0, FINALISTS);
  const recipes = [...standards, ...finalists].map(({ recipe }) => recipe);
  const scores = (await scoreRecipes({ ...subject, recordings }, { recipes })).map(({ score }) => score as Score);
  const again = scores.slice(0, standards.length);
  return finalists.find((_, i) => holds(scores[standards.length + i] as Score, again))?.recipe;
}

const holds = (score: Score, standards: readonly Score[]): boolean =>
  standards.every((standard) => MEASURES.every((measure) => (score[measure] ?? 0) >= (standard[measure] ?? 0)));
