import { type Issue, refuseOnErrors } from '@xylopipe/core';
import { DEFAULT_SPACE, type RecipeSpace, spaceIssues } from './recipe-space.js';
import { OBJECTIVES, type Objective, type Trial } from './trial.js';

/** How to search. */
export interface TuneOptions {
  /** Default: `DEFAULT_SPACE`. */
  readonly space?: Partial<RecipeSpace> | undefined;
  /** What to look for, the most important first. Default: agreement, then accuracy. */
  readonly objectives?: readonly Objective[] | undefined;
  /** Integer from 0 to 2^32 - 1. Default 0. */
  readonly seed?: number | undefined;
  /** Recipes to try, the standard ones included. Default 200. */
  readonly candidates?: number | undefined;
  /** Milliseconds after which no further recipe is begun. Default: none. */
  readonly timeBudget?: number | undefined;
  /** Recipes that are tried at the same time. Default 1. */
  readonly concurrency?: number | undefined;
  /** Trials of a search with the same options that was interrupted, in any order; they are not run again. */
  readonly resume?: readonly Trial[] | undefined;
  /** Told after every trial, as they end. */
  readonly onTrial?: ((trial: Trial) => void) | undefined;
  /** Ends the search with what was found before: what is being tried is given up. */
  readonly interrupt?: AbortSignal | undefined;
  /** Ends the search with `ABORTED`. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds, ascending; to measure the time budget. Default `performance.now`. */
  readonly now?: (() => number) | undefined;
}

/** Options with defaults filled in. */
export interface Settings extends Required<Pick<TuneOptions, 'seed' | 'candidates' | 'concurrency' | 'objectives'>> {
  readonly space: RecipeSpace;
  readonly recorded: ReadonlyMap<number, Trial>;
  /** In the time of `now`. */
  readonly deadline: number;
  readonly now: () => number;
  readonly onTrial: TuneOptions['onTrial'];
  readonly interrupt: AbortSignal | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Fills in the defaults. Throws `SEARCH_INVALID` with every option that cannot be. */
export function settle({
  space,
  objectives = ['agreement', 'accuracy'],
  seed = 0,
  candidates = 200,
  timeBudget = Number.POSITIVE_INFINITY,
  concurrency = 1,
  resume = [],
  onTrial,
  interrupt,
  signal,
  now = () => performance.now(),
}: TuneOptions): Settings {
  const issues = [
    ...outside('seed', seed, isWhole(seed, 0, MAX_SEED), `0 to ${MAX_SEED}`),
    ...outside('candidates', candidates, isWhole(candidates, 1, MAX_CANDIDATES), `1 to ${MAX_CANDIDATES}`),
    ...outside('concurrency', concurrency, isWhole(concurrency, 1, MAX_CONCURRENCY), `1 to ${MAX_CONCURRENCY}`),
    ...outside('timeBudget', timeBudget, timeBudget > 0, '> 0 ms'),
    ...outside(
      'objectives',
      objectives.join(', '),
      isChoice(objectives),
      `some of ${OBJECTIVES.join(', ')}, each once`,
    ),
  ];
  const complete = { ...DEFAULT_SPACE, ...space };
  refuseOnErrors([...issues, ...spaceIssues(complete)], 'SEARCH_INVALID', 'cannot search like this');
  const recorded = new Map(resume.map((trial) => [trial.index, trial]));
  const deadline = now() + timeBudget;
  const given = { objectives, seed, candidates, concurrency, now, onTrial, interrupt, signal };
  return { ...given, space: complete, recorded, deadline };
}

const MAX_SEED = 2 ** 32 - 1;
const MAX_CANDIDATES = 1_000_000;
const MAX_CONCURRENCY = 256;

const isWhole = (x: number, min: number, max: number): boolean => Number.isInteger(x) && x >= min && x <= max;

const isChoice = (objectives: readonly Objective[]): boolean =>
  objectives.length > 0 &&
  new Set(objectives).size === objectives.length &&
  objectives.every((objective) => OBJECTIVES.includes(objective));

const outside = (name: string, measured: number | string, fits: boolean, limit: string): readonly Issue[] =>
  fits
    ? []
    : [
        {
          code: 'OPTION_RANGE',
          severity: 'error',
          at: [name],
          measured,
          limit,
          message: `${name} is not what it must be`,
        },
      ];
