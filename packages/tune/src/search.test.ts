import { isXylopipeError } from '@xylopipe/core';
import type { QuantizeOptions } from '@xylopipe/quantize';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Evaluator } from './evaluator.js';
import { keyOf } from './propose.js';
import { STANDARD_RECIPES, tune } from './search.js';
import type { Score, Trial } from './trial.js';

const scoreOf = (recipe: QuantizeOptions): Score => {
  const cap = recipe.scaleCap ?? 1000;
  const agreement =
    (recipe.method === 'channel' ? 1 / (1 + Math.abs(Math.log2(cap / 4))) : 0.1) *
    (recipe.dashRounding === 'decay' ? 1 : 0.9);
  return { agreement, outputAgreement: agreement };
};

/** The best is method channel with a cap of 4 and dashes rounded by decay; method layer does not fit the chip. */
const landscape: Evaluator<QuantizeOptions> = {
  prepare: (recipe) =>
    recipe.method === 'layer'
      ? { candidate: null, issues: [{ code: 'NO_FIT', severity: 'error', at: [], message: 'does not fit' }] }
      : { candidate: recipe, issues: [] },
  score: async (recipe) => scoreOf(recipe),
};

/** As if nothing but method and cap, in whole numbers, changed any integer. */
const coarse: Evaluator<QuantizeOptions> = {
  prepare: (recipe) => ({
    candidate: recipe,
    digest: `${recipe.method} ${Math.round(recipe.scaleCap ?? 0)}`,
    issues: [],
  }),
  score: async ({ method, scaleCap = 0 }) => scoreOf({ method, scaleCap: Math.round(scaleCap) }),
};

/** What a recipe scores, whatever else there is to it. */
const scoring = (score: (recipe: QuantizeOptions) => Score): Evaluator<QuantizeOptions> => ({
  prepare: (recipe) => ({ candidate: recipe, issues: [] }),
  score: async (recipe) => score(recipe),
});

const recipesOf = (trials: readonly Trial[]): readonly string[] => trials.map(({ recipe }) => keyOf(recipe));

/** A clock that is a second later each time it is asked. */
const ticking = (): (() => number) => {
  let time = 0;
  return () => (time += 1000);
};

describe('tune', () => {
  it('tries the standard recipes first, and no recipe twice', async () => {
    const { trials, ended } = await tune(landscape, { candidates: 80 });
    expect(ended).toBe('candidates');
    expect(trials.map(({ index }) => index)).toEqual(Array.from({ length: 80 }, (_, i) => i));
    expect(trials.slice(0, 2).map(({ recipe }) => recipe)).toEqual(STANDARD_RECIPES);
    expect(new Set(recipesOf(trials)).size).toBe(80);
  });

  it('finds more than the standard recipes have, nearer the longer it searches', async () => {
    const agreementAfter = async (candidates: number): Promise<number> =>
      (await tune(landscape, { candidates })).best?.score.agreement as number;
    const [standard, short, long] = [await agreementAfter(2), await agreementAfter(40), await agreementAfter(400)];
    expect(short).toBeGreaterThan(standard);
    expect(long).toBeGreaterThan(short);
    expect(long).toBeGreaterThan(0.95);
  });

  it('keeps what the chip refuses, with its reasons, and never calls it the best', async () => {
    const { trials, front } = await tune(landscape, { candidates: 60 });
    const refused = trials.filter(({ recipe }) => recipe.method === 'layer');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every(({ score, issues }) => score === null && issues[0]?.code === 'NO_FIT')).toBe(true);
    expect(front.some(({ recipe }) => recipe.method === 'layer')).toBe(false);
    const nothing = await tune({ ...landscape, prepare: () => ({ candidate: null, issues: [] }) }, { candidates: 5 });
    expect([nothing.best, nothing.front, nothing.beatsStandards]).toEqual([null, [], false]);
  });

  it('is the same for a seed, whatever runs beside what, and another for another seed', async () => {
    const concurrency = fc.integer({ min: 2, max: 20 });
    const options = fc.record({ seed: fc.nat(), concurrency, any: fc.constantFrom(landscape, coarse) });
    await fc.assert(
      fc.asyncProperty(options, fc.scheduler(), async ({ seed, concurrency, any }, scheduler) => {
        const alone = await tune(any, { seed, candidates: 40 });
        const slow = { ...any, score: scheduler.scheduleFunction(any.score) };
        const beside = await scheduler.waitFor(tune(slow, { seed, candidates: 40, concurrency }));
        expect(beside).toEqual(alone);
        const other = await tune(any, { seed: seed + 1, candidates: 40 });
        expect(recipesOf(other.trials)).not.toEqual(recipesOf(alone.trials));
      }),
      { numRuns: 20 },
    );
  });

  it('does not simulate the same integers twice, and says which trial had them', async () => {
    const score = vi.fn(coarse.score);
    const { trials } = await tune({ ...coarse, score }, { candidates: 60, concurrency: 5 });
    const repeated = trials.filter(({ sameAs }) => sameAs !== undefined);
    expect(repeated.length).toBeGreaterThan(5);
    expect(score.mock.calls.length).toBe(60 - repeated.length);
    for (const trial of repeated) {
      const first = trials[trial.sameAs as number] as Trial;
      expect(trial).toMatchObject({ digest: first.digest, score: first.score });
      expect(first.index).toBe(trials.findIndex(({ digest }) => digest === trial.digest));
    }
    expect(new Set(trials.map(({ digest }) => digest)).size).toBe(60 - repeated.length);
  });

  it('goes on where it was interrupted, without simulating anything again', async () => {
    const recorded = fc.subarray(Array.from({ length: 50 }, (_, i) => i));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(landscape, coarse), recorded, fc.nat({ max: 50 }), async (any, some, until) => {
        const whole = await tune(any, { candidates: 50, seed: 3 });
        const resume = whole.trials.filter(({ index }) => index < until || some.includes(index)).toReversed();
        const score = vi.fn(any.score);
        const onTrial = vi.fn();
        expect(await tune({ ...any, score }, { candidates: 50, seed: 3, resume, onTrial })).toEqual(whole);
        expect(onTrial.mock.calls.length).toBe(50 - resume.length);
        expect(score.mock.calls.length).toBeLessThanOrEqual(50 - resume.length);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses to go on with another search', async () => {
    const { trials } = await tune(landscape, { candidates: 20, seed: 3 });
    await expect(tune(landscape, { candidates: 30, seed: 4, resume: trials })).rejects.toMatchObject({
      code: 'SEARCH_STATE_MISMATCH',
    });
  });

  it('ends when the time is over, with the beginning of the longer search', async () => {
    const { trials, ended } = await tune(landscape, { candidates: 1000, timeBudget: 30_000, now: ticking() });
    expect(ended).toBe('time');
    const whole = await tune(landscape, { candidates: trials.length });
    expect(trials.length).toBeGreaterThan(2);
    expect(recipesOf(trials)).toEqual(recipesOf(whole.trials));
  });

  it('ends when there is nothing left to try', async () => {
    const one = { from: 1, to: 1 };
    const ranges = { clippedPercent: one, thresholdScale: one, thresholdScaleOut: one };
    const space = { methods: ['global'], dashRounding: ['nearest'], ...ranges } as const;
    const { trials, ended } = await tune(landscape, { space });
    expect(ended).toBe('exhausted');
    expect(trials.map(({ recipe }) => recipe)).toEqual([
      { method: 'global' },
      { method: 'channel' },
      { method: 'global', clipPercentile: 99 },
    ]);
  });

  it('stops at an abort and at the first error, and waits for what is running', async () => {
    const abort = new AbortController();
    let running = 0;
    const slow: Evaluator<QuantizeOptions> = {
      ...landscape,
      score: async (recipe) => {
        running++;
        await Promise.resolve();
        running--;
        return scoreOf(recipe);
      },
    };
    const onTrial = ({ index }: Trial): void => {
      if (index === 5) abort.abort();
    };
    await expect(tune(slow, { concurrency: 4, signal: abort.signal, onTrial })).rejects.toMatchObject({
      code: 'ABORTED',
    });
    expect(running).toBe(0);
    const broken = scoring((recipe) => {
      if (recipe.scaleCap !== undefined) throw new Error('simulator broke');
      return scoreOf(recipe);
    });
    await expect(tune(broken, { concurrency: 4 })).rejects.toThrow('simulator broke');
  });

  it('keeps what it has when it is interrupted, and gives up what it is at', async () => {
    const whole = await tune(landscape, { candidates: 40 });
    const simulated = whole.trials.filter(({ score }) => score !== null).map(({ index }) => index);
    const last = simulated.find((index) => index > 20) as number;
    const interruption = new AbortController();
    const hanging: Evaluator<QuantizeOptions> = {
      ...landscape,
      score: (recipe, signal) =>
        keyOf(recipe) === keyOf((whole.trials[last] as Trial).recipe)
          ? new Promise((_, reject) => {
              signal?.addEventListener('abort', () => reject(new Error('given up')));
              queueMicrotask(() => interruption.abort());
            })
          : landscape.score(recipe, signal),
    };
    const { ended, trials } = await tune(hanging, { candidates: 40, interrupt: interruption.signal });
    expect(ended).toBe('interrupted');
    expect(trials).toEqual(whole.trials.slice(0, last));
    const beside = new AbortController();
    const first: Evaluator<QuantizeOptions> = {
      ...landscape,
      score: (recipe, signal) =>
        keyOf(recipe) === keyOf({ method: 'global' })
          ? new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('given up'))))
          : landscape.score(recipe, signal),
    };
    const onTrial = ({ index }: Trial): void => {
      if (index === 1) beside.abort();
    };
    const done = await tune(first, { concurrency: 2, interrupt: beside.signal, onTrial });
    expect(done).toMatchObject({ ended: 'interrupted', best: { index: 1 }, standards: [{ index: 1 }] });
    const atOnce = await tune(landscape, { interrupt: AbortSignal.abort() });
    expect(atOnce).toMatchObject({ ended: 'interrupted', trials: [], best: null });
  });

  it('prefers what is at least as good as every standard recipe, and has what trades one measure for another in the front', async () => {
    const bought = scoring(({ method, dashRounding, scaleCap, thresholdScale = 1 }) => {
      const standard = { accuracy: 0.9, likelihood: 0.8, agreement: 0.5, outputAgreement: 0.5 };
      if (method === 'layer') return { ...standard, accuracy: 0.8, likelihood: 1 };
      if (scaleCap === undefined || dashRounding === undefined) return standard;
      return { ...standard, likelihood: 0.85, outputAgreement: 0.4 + thresholdScale / 100 };
    });
    const objectives = ['likelihood', 'agreement'] as const;
    const { best, beatsStandards, standards, front } = await tune(bought, { candidates: 80, objectives });
    expect([best?.score.accuracy, best?.score.likelihood, beatsStandards]).toEqual([0.9, 0.85, true]);
    expect(standards.map(({ index }) => index)).toEqual([0, 1]);
    expect(front[0]?.score.likelihood).toBe(1);
  });

  it('says when nothing beats the standard recipes, and has nothing to compare with where the chip took none', async () => {
    const worse = scoring(({ method, ...rest }) => ({
      agreement: Object.keys(rest).length > 0 ? 0.4 : 0.5,
      outputAgreement: 1,
    }));
    const lost = await tune(worse, { candidates: 40 });
    expect([lost.best?.score.agreement, lost.beatsStandards]).toEqual([0.5, false]);
    const refused = {
      ...landscape,
      prepare: (recipe: QuantizeOptions) =>
        landscape.prepare({ ...recipe, ...(Object.keys(recipe).length === 1 && { method: 'layer' }) }),
    };
    const { standards, best, beatsStandards } = await tune(refused, { candidates: 60 });
    expect([standards, beatsStandards]).toEqual([[], false]);
    expect(best?.score.agreement).toBeGreaterThan(0.1);
  });

  it('refuses options with everything that is wrong', async () => {
    const bad = {
      seed: -1,
      candidates: 0,
      concurrency: 1.5,
      timeBudget: Number.NaN,
      objectives: [],
      space: { methods: [], scaleCap: { from: 0.5, to: 2 }, thresholdScale: { from: 2, to: 1 } },
    };
    const error = await tune(landscape, bad).catch((e: unknown) => e);
    expect(isXylopipeError(error) && [error.code, error.issues.map(({ at }) => at.join('.'))]).toEqual([
      'SEARCH_INVALID',
      [
        ...['seed', 'candidates', 'concurrency', 'timeBudget', 'objectives'],
        ...['space.methods', 'space.scaleCap', 'space.thresholdScale'],
      ],
    ]);
  });
});
