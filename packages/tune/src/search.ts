import { throwIfAborted, XylopipeError } from '@xylopipe/core';
import type { QuantizeOptions } from '@xylopipe/quantize';
import { byObjectives, paretoFront, type Scored, scored } from './pareto.js';
import { drawRecipe, keyOf, mutateRecipe, randomFor } from './propose.js';
import type { Evaluate, Trial } from './trial.js';
import { type Settings, settle, type TuneOptions } from './tune-options.js';

/** Recipes of a round are proposed together, from what the rounds before found: so results do not depend on who was quicker. */
const ROUND = 16;

/** The recipes that everybody uses, tried first: what a search has to beat. */
export const STANDARD_RECIPES: readonly QuantizeOptions[] = [{ method: 'global' }, { method: 'channel' }];

/** What a search found. */
export interface TuneResult {
  /** In the order of the search. */
  readonly trials: readonly Trial[];
  /** The best by the objectives; `null` where the chip took none. */
  readonly best: Scored | null;
  /** Those that no other beats in one objective without being beaten in another, best first. */
  readonly front: readonly Scored[];
  /** Why it ended: all candidates were tried, the time was over, or no new recipe was found in the space. */
  readonly ended: 'candidates' | 'time' | 'exhausted';
}

/**
 * Looks for the quantization that suits a network: the standard recipes first, then rounds of recipes drawn from the space
 * and of changes to the best so far. The same seed, space and `evaluate` try the same recipes in the same order, whatever
 * the concurrency; the time budget alone decides how many.
 * @throws SEARCH_INVALID with every option that cannot be; SEARCH_STATE_MISMATCH if `resume` is of another search; ABORTED.
 */
export async function tune(evaluate: Evaluate, options: TuneOptions = {}): Promise<TuneResult> {
  const settings = settle(options);
  const { candidates, signal, deadline, now } = settings;
  const trials: Trial[] = [];
  const seen = new Set<string>();
  const result = (ended: TuneResult['ended']): TuneResult => {
    const front = paretoFront(trials, settings.objectives);
    const best = scored(trials).toSorted(byObjectives(settings.objectives))[0] ?? null;
    return { trials, best, front, ended };
  };
  while (trials.length < candidates) {
    throwIfAborted(signal, 'tune');
    if (now() >= deadline && trials.length > 0) return result('time');
    const round = proposeRound(trials, seen, settings);
    if (round.length === 0) return result('exhausted');
    const tried = await runRound(round, evaluate, settings);
    trials.push(...tried);
    if (tried.length < round.length) return result('time');
  }
  return result('candidates');
}

interface Proposal {
  readonly index: number;
  readonly recipe: QuantizeOptions;
}

/** The next recipes, none of which was tried before: half from anywhere, half near the best so far. */
function proposeRound(trials: readonly Trial[], seen: Set<string>, settings: Settings): readonly Proposal[] {
  const { space, seed, candidates, objectives } = settings;
  const front = paretoFront(trials, objectives);
  const best = scored(trials).toSorted(byObjectives(objectives))[0];
  const parents = best === undefined ? [] : [best, ...front];
  const round: Proposal[] = [];
  const propose = (recipe: QuantizeOptions): boolean => {
    const key = keyOf(recipe);
    if (seen.has(key)) return false;
    seen.add(key);
    round.push({ index: trials.length + round.length, recipe });
    return true;
  };
  if (trials.length === 0) for (const recipe of STANDARD_RECIPES) propose(recipe);
  const size = Math.min(ROUND, candidates - trials.length);
  while (round.length < size) {
    const index = trials.length + round.length;
    const random = randomFor(seed, index);
    const draw = (): QuantizeOptions => {
      const parent = index % 2 === 0 ? parents[Math.floor(random() ** 2 * parents.length)] : undefined;
      return parent === undefined ? drawRecipe(space, random) : mutateRecipe(parent.recipe, space, random);
    };
    if (!attempts(MAX_DRAWS, () => propose(draw()))) break;
  }
  return round.slice(0, candidates - trials.length);
}

/** Draws of a recipe that was not tried yet before the space counts as exhausted. */
const MAX_DRAWS = 200;

function attempts(times: number, attempt: () => boolean): boolean {
  for (let i = 0; i < times; i++) if (attempt()) return true;
  return false;
}

/** Tries the recipes of a round, some at a time, until the time is over. In order, without gaps. */
async function runRound(round: readonly Proposal[], evaluate: Evaluate, settings: Settings): Promise<readonly Trial[]> {
  const { concurrency, recorded, signal, now, deadline, onTrial } = settings;
  const tried: Trial[] = [];
  let next = 0;
  let failed = false;
  const work = async (): Promise<void> => {
    while (next < round.length && !failed && (now() < deadline || round[next]?.index === 0)) {
      const slot = next++;
      const { index, recipe } = round[slot] as Proposal;
      const known = recorded.get(index);
      if (known !== undefined) {
        refuseOtherSearch(known, recipe);
        tried[slot] = known;
        continue;
      }
      const trial: Trial = { index, recipe, ...(await evaluate(recipe, signal)) };
      tried[slot] = trial;
      onTrial?.(trial);
    }
  };
  const workers = Array.from({ length: concurrency }, async () => {
    try {
      await work();
    } catch (error) {
      failed = true;
      throw error;
    }
  });
  const outcomes = await Promise.allSettled(workers);
  throwIfAborted(signal, 'tune');
  const rejected = outcomes.find((outcome) => outcome.status === 'rejected');
  if (rejected !== undefined) throw rejected.reason;
  return tried;
}

function refuseOtherSearch({ index, recipe }: Trial, proposed: QuantizeOptions): void {
  if (keyOf(recipe) === keyOf(proposed)) return;
  throw new XylopipeError('SEARCH_STATE_MISMATCH', `trial ${index} of the interrupted search is of another recipe`, {
    hint: 'resume with the network, data, space, objectives and seed that the search began with, or begin anew',
  });
}
