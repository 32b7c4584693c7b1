import { isXylopipeError } from '@xylopipe/core';
import type { QuantizeOptions } from '@xylopipe/quantize';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { keyOf } from './propose.js';
import { STANDARD_RECIPES, tune } from './search.js';
import type { Evaluate, Trial } from './trial.js';

/** The best is method channel with a cap of 4 and dashes rounded by decay; method layer does not fit the chip. */
const landscape: Evaluate = async (recipe) => {
  if (recipe.method === 'layer') {
    return { score: null, issues: [{ code: 'NO_FIT', severity: 'error', at: [], message: 'does not fit' }] };
  }
  const cap = recipe.scaleCap ?? 1000;
  const agreement =
    (recipe.method === 'channel' ? 1 / (1 + Math.abs(Math.log2(cap / 4))) : 0.1) *
    (recipe.dashRounding === 'decay' ? 1 : 0.9);
  return { score: { agreement, outputAgreement: agreement }, issues: [] };
};

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
    const nothing = await tune(async () => ({ score: null, issues: [] }), { candidates: 5 });
    expect([nothing.best, nothing.front]).toEqual([null, []]);
  });

  it('is the same for a seed, whatever runs beside what, and another for another seed', async () => {
    const options = fc.record({ seed: fc.nat(), concurrency: fc.integer({ min: 2, max: 20 }) });
    await fc.assert(
      fc.asyncProperty(options, fc.scheduler(), async ({ seed, concurrency }, scheduler) => {
        const alone = await tune(landscape, { seed, candidates: 40 });
        const slow: Evaluate = scheduler.scheduleFunction(landscape);
        const beside = await scheduler.waitFor(tune(slow, { seed, candidates: 40, concurrency }));
        expect(beside).toEqual(alone);
        const other = await tune(landscape, { seed: seed + 1, candidates: 40 });
        expect(recipesOf(other.trials)).not.toEqual(recipesOf(alone.trials));
      }),
      { numRuns: 20 },
    );
  });

  it('goes on where it was interrupted, without trying anything again', async () => {
    const whole = await tune(landscape, { candidates: 50, seed: 3 });
    const recorded = whole.trials.filter(({ index }) => index < 20 || index === 25);
    const evaluate = vi.fn(landscape);
    const onTrial = vi.fn();
    const resumed = await tune(evaluate, { candidates: 50, seed: 3, resume: recorded.toReversed(), onTrial });
    expect(resumed).toEqual(whole);
    expect([evaluate.mock.calls.length, onTrial.mock.calls.length]).toEqual([29, 29]);
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
    const space = { methods: ['global'], dashRounding: ['nearest'], clippedPercent: one, thresholdScale: one } as const;
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
    const evaluate = async (recipe: QuantizeOptions): Promise<Awaited<ReturnType<Evaluate>>> => {
      running++;
      await Promise.resolve();
      running--;
      return landscape(recipe, undefined);
    };
    const onTrial = ({ index }: Trial): void => {
      if (index === 5) abort.abort();
    };
    await expect(tune(evaluate, { concurrency: 4, signal: abort.signal, onTrial })).rejects.toMatchObject({
      code: 'ABORTED',
    });
    expect(running).toBe(0);
    const broken: Evaluate = async (recipe, signal) => {
      if (recipe.scaleCap !== undefined) throw new Error('simulator broke');
      return landscape(recipe, signal);
    };
    await expect(tune(broken, { concurrency: 4 })).rejects.toThrow('simulator broke');
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
