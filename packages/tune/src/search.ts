import { throwIfAborted } from '@xylopipe/core';
import type { QuantizeOptions } from '@xylopipe/quantize';
import type { Evaluator } from './evaluator.js';
import { beats, bestOf, standardsOf } from './merit.js';
import { paretoFront, type Scored } from './pareto.js';
import { drawRecipe, keyOf, mutateRecipe, randomFor } from './propose.js';
import { type Proposal, Rounds } from './rounds.js';
import type { Trial } from './trial.js';
import { type Settings, settle, type TuneOptions } from './tune-options.js';

/** Recipes of a round are proposed together, from what the rounds before found: so results do not depend on who was quicker. */
const ROUND = 16;

/** The recipes that everybody uses, tried first: what a search has to beat. */
export const STANDARD_RECIPES: readonly QuantizeOptions[] = [{ method: 'global' }, { method: 'channel' }];

/** What a search found. */
export interface TuneResult {
  /** In the order of the search; where it was interrupted, those that were done, some before them may be missing. */
  readonly trials: readonly Trial[];
  /** Those of the standard recipes that the chip took. */
  readonly standards: readonly Scored[];
  /**
   * The best by the objectives among those that are at least as good as every standard recipe in accuracy, agreement and the
   * objectives, or in accuracy where there is no such one; `null` where the chip took none.
   */
  readonly best: Scored | null;
  /**
   * Whether `best` is at least as good as every standard recipe in accuracy, agreement and the objectives, and better than each
   * in some of them; `false` where none was scored.
   */
  readonly beatsStandards: boolean;
  /** Those that no other beats in one objective without being beaten in another, best first. */
  readonly front: readonly Scored[];
  /** Why it ended: all candidates were tried, the time was over, no new recipe was found in the space, or somebody interrupted. */
  readonly ended: 'candidates' | 'time' | 'exhausted' | 'interrupted';
}

/**
 * Looks for the quantization that suits a network: the standard recipes first, then rounds of recipes drawn from the space
 * and of changes to the best so far. The same seed, space and evaluator try the same recipes in the same order, whatever
 * the concurrency; the time budget alone decides how many. Integers that an earlier recipe gave are not simulated again.
 * @throws SEARCH_INVALID with every option that cannot be; SEARCH_STATE_MISMATCH if `resume` is of another search; ABORTED;
 * whatever the evaluator throws.
 */
export async function tune<C>(evaluator: Evaluator<C>, options: TuneOptions = {}): Promise<TuneResult> {
  const settings = settle(options);
  const { candidates, interrupt, signal, deadline, now } = settings;
  const trials: Trial[] = [];
  const seen = new Set<string>();
  const round = new Rounds(evaluator, settings);
  while (trials.length < candidates) {
    throwIfAborted(signal, 'tune');
    if (now() >= deadline && trials.length > 0) return resultOf(trials, 'time', settings);
    const proposals = proposeRound(trials, seen, settings);
    if (proposals.length === 0) return resultOf(trials, 'exhausted', settings);
    const tried = await round.run(proposals);
    trials.push(...tried);
    if (interrupt?.aborted) return resultOf(trials, 'interrupted', settings);
    if (tried.length < proposals.length) return resultOf(trials, 'time', settings);
  }
  return resultOf(trials, 'candidates', settings);
}

/** What trials, in the order of their search, come to. */
function resultOf(trials: readonly Trial[], ended: TuneResult['ended'], { objectives }: Settings): TuneResult {
  const standards = standardsOf(trials, STANDARD_RECIPES.length);
  const best = bestOf(trials, standards, objectives);
  return {
    trials,
    standards,
    best,
    beatsStandards: best !== null && beats(best, standards, objectives),
    front: paretoFront(trials, objectives),
    ended,
  };
}

/** The next recipes, none of which was tried before: half from anywhere, half near the best so far. */
function proposeRound(trials: readonly Trial[], seen: Set<string>, settings: Settings): readonly Proposal[] {
  const { space, seed, candidates, objectives } = settings;
  const front = paretoFront(trials, objectives);
  const best = bestOf(trials, standardsOf(trials, STANDARD_RECIPES.length), objectives);
  const parents = best === null ? [] : [best, ...front];
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
