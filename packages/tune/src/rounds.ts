import { throwIfAborted, XylopipeError } from '@xylopipe/core';
import type { QuantizeOptions } from '@xylopipe/quantize';
import type { Evaluator } from './evaluator.js';
import { keyOf } from './propose.js';
import type { Score, Trial } from './trial.js';
import type { Settings } from './tune-options.js';

/** A recipe to be tried. */
export interface Proposal {
  readonly index: number;
  readonly recipe: QuantizeOptions;
}

/** The first trial that gave certain integers. */
interface First {
  readonly index: number;
  readonly score: Promise<Score>;
}

/** Tries recipes, round by round; remembers which integers were scored. */
export class Rounds<C> {
  readonly #evaluator: Evaluator<C>;
  readonly #settings: Settings;
  /** Ends what is being tried. */
  readonly #ending: AbortSignal;
  readonly #firsts = new Map<string, First>();

  constructor(evaluator: Evaluator<C>, settings: Settings) {
    this.#evaluator = evaluator;
    this.#settings = settings;
    const { interrupt, signal } = settings;
    this.#ending = AbortSignal.any([interrupt, signal].filter((given) => given !== undefined));
  }

  /** Tries the recipes of a round, some at a time, until the time is over. The trials are in order, without gaps unless it is interrupted. */
  async run(round: readonly Proposal[]): Promise<readonly Trial[]> {
    const { concurrency, interrupt, signal, now, deadline } = this.#settings;
    const tried: (Trial | undefined)[] = round.map(() => undefined);
    let next = 0;
    let failed = false;
    const work = async (): Promise<void> => {
      while (next < round.length && !failed && (now() < deadline || round[next]?.index === 0)) {
        throwIfAborted(this.#ending, 'tune');
        const slot = next++;
        tried[slot] = await this.#try(round[slot] as Proposal);
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
    if (rejected !== undefined && !interrupt?.aborted) throw rejected.reason;
    return tried.filter((trial) => trial !== undefined);
  }

  async #try(proposal: Proposal): Promise<Trial> {
    const { recorded, onTrial } = this.#settings;
    const known = recorded.get(proposal.index);
    if (known !== undefined) return this.#recall(known, proposal);
    const trial = await this.#evaluate(proposal);
    onTrial?.(trial);
    return trial;
  }

  /** Up to the first `await` in the order of the search: which of two alike is the first does not depend on who is quicker. */
  async #evaluate({ index, recipe }: Proposal): Promise<Trial> {
    const { candidate, digest, issues } = this.#evaluator.prepare(recipe);
    if (candidate === null) return { index, recipe, score: null, issues };
    const first = digest === undefined ? undefined : this.#firsts.get(digest);
    if (first !== undefined) return { index, recipe, score: await first.score, issues, digest, sameAs: first.index };
    const score = this.#evaluator.score(candidate, this.#ending);
    if (digest === undefined) return { index, recipe, score: await score, issues };
    this.#firsts.set(digest, { index, score });
    return { index, recipe, score: await score, issues, digest };
  }

  #recall(trial: Trial, { recipe }: Proposal): Trial {
    const { index, digest, score } = trial;
    if (keyOf(trial.recipe) !== keyOf(recipe)) {
      throw new XylopipeError(
        'SEARCH_STATE_MISMATCH',
        `trial ${index} of the interrupted search is of another recipe`,
        {
          hint: 'resume with the network, data, space, objectives and seed that the search began with, or begin anew',
        },
      );
    }
    if (digest !== undefined && score !== null && !this.#firsts.has(digest)) {
      this.#firsts.set(digest, { index: trial.sameAs ?? index, score: Promise.resolve(score) });
    }
    return trial;
  }
}
