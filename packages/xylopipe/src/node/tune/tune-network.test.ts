import { compareRuns, runOfEvolution } from '@xylopipe/compare';
import { Raster, SIMULATOR } from '@xylopipe/core';
import { networkFromTree } from '@xylopipe/nn';
import { ScoringPool } from '@xylopipe/tune/node';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { toyRaster, toyTree, wideTree } from '../../../test/toy.js';
import { floatRun } from '../../study/float-run.js';
import { createXylopipe } from '../../xylopipe.js';
import { type NetworkToTune, scoreRecipes, tuneNetwork } from './tune-network.js';

const xylopipe = createXylopipe();
const network = networkFromTree(toyTree);
const rasters = [toyRaster(40), toyRaster(25), Raster.fromNested(Array.from({ length: 30 }, () => [1, 0]))];
const recordings = { names: ['a', 'b', 'c'], rasters, labels: [0, 1, 0] };
const subject: NetworkToTune = { network, device: xylopipe.device('syns61201'), recordings };
const some = { candidates: 24, seed: 5 };

const ownSubject = (): NetworkToTune => ({ ...subject, device: withOwnSimulator() });

/** The same chip, with a simulator that is not known to be the one of Xylo. */
function withOwnSimulator() {
  const { registry } = createXylopipe();
  const { simulator: stock } = registry.get('syns61201');
  registry.override('syns61201', SIMULATOR, {
    useValue: { deploy: (config, options) => stock.deploy(config, options) },
  });
  return registry.get('syns61201');
}

describe('tuneNetwork', { timeout: 60_000 }, () => {
  afterEach(() => void vi.restoreAllMocks());

  it('finds the same on any number of threads, and with a simulator of the chip’s own', async () => {
    const alone = await tuneNetwork(subject, { ...some, workers: 1 });
    expect(alone.trials.some(({ sameAs }) => sameAs !== undefined)).toBe(true);
    expect(alone.best?.score.accuracy).toBeGreaterThan(0);
    expect(alone.best?.score.likelihood).toBeGreaterThan(0);
    for (const workers of [2, 3]) expect(await tuneNetwork(subject, { ...some, workers })).toEqual(alone);
    const opening = vi.spyOn(ScoringPool, 'open');
    expect(await tuneNetwork(ownSubject(), some)).toEqual(alone);
    expect(opening).not.toHaveBeenCalled();
  });

  it('goes on at any point, with the end that it would have had', async () => {
    const own = ownSubject();
    const whole = await tuneNetwork(own, some);
    for (const until of [0, 1, 7, 23, 24]) {
      expect(await tuneNetwork(own, { ...some, resume: whole.trials.slice(0, until) })).toEqual(whole);
    }
  });

  it('scores as a whole run and its comparison do', async () => {
    const one = { ...recordings, names: ['a'], rasters: rasters.slice(0, 1), labels: undefined };
    const recipe = { method: 'channel', thresholdScale: 0.8 } as const;
    const [scored] = await scoreRecipes({ ...ownSubject(), recordings: one }, { recipes: [recipe] });
    const { evolution, artifacts } = await xylopipe
      .network(network)
      .on('syns61201')
      .quantize(recipe)
      .run(rasters[0] as Raster, { record: true });
    const chip = runOfEvolution(evolution, artifacts.spec, { label: 'chip' }).value;
    const expected = compareRuns(floatRun(network, rasters[0] as Raster, artifacts.spec).value, chip);
    expect(expected.agreement).toBeLessThan(1);
    expect(scored?.score?.agreement).toBeCloseTo(expected.agreement, 12);
    expect(scored?.score?.outputAgreement).toBeCloseTo(expected.output.agreement, 12);
    expect(Object.keys(scored?.score ?? {})).toEqual(['agreement', 'outputAgreement']);
  });

  it('keeps what the chip refuses, with its reasons', async () => {
    const wide = networkFromTree(wideTree(9));
    const map = { maxOutputNeurons: 9 };
    const { trials, best } = await tuneNetwork({ ...ownSubject(), network: wide, map }, { candidates: 3 });
    expect(best).toBeNull();
    for (const { score, issues } of trials) {
      expect([score, issues.length > 0]).toEqual([null, true]);
      expect(issues.every(({ severity }) => severity === 'error')).toBe(true);
    }
  });

  it('tells of input that the chip will clip, and of which recording it is', async () => {
    const loud = { names: ['quiet', 'loud'], rasters: [toyRaster(5), Raster.fromNested([[16, 0]])] };
    const { issues } = await tuneNetwork({ ...ownSubject(), recordings: loud }, { candidates: 2 });
    expect(issues).toMatchObject([{ code: 'INPUT_CLIPPED', severity: 'warning', at: ['loud', 'input', 0, 0] }]);
  });

  it.each([
    ['no recording', { names: [], rasters: [], labels: [] }, 'there is no recording'],
    ['labels that do not match', { ...recordings, labels: [0] }, '3 recordings have 1 labels'],
    ['labels outside of the outputs', { ...recordings, labels: [0, 2, -1] }, '2 of 3 labels'],
    [
      'other channels',
      { ...recordings, rasters: [toyRaster(), Raster.zeros(3, 1), toyRaster()] },
      'no recordings for this',
    ],
  ])('refuses %s, and opens no thread', async (_, bad, message) => {
    const opening = vi.spyOn(ScoringPool, 'open');
    await expect(tuneNetwork({ ...subject, recordings: bad })).rejects.toMatchObject({
      code: 'RECORDINGS_INVALID',
      message: expect.stringContaining(message),
    });
    expect(opening).not.toHaveBeenCalled();
  });

  it('looks for agreement where nobody knows the classes, and for accuracy or likelihood only where somebody does', async () => {
    const { labels, ...unlabelled } = recordings;
    const { best } = await tuneNetwork({ ...ownSubject(), recordings: unlabelled }, { candidates: 2 });
    expect(Object.keys(best?.score ?? {})).toEqual(['agreement', 'outputAgreement']);
    for (const objective of ['accuracy', 'likelihood'] as const) {
      await expect(
        tuneNetwork({ ...subject, recordings: unlabelled }, { objectives: ['agreement', objective] }),
      ).rejects.toMatchObject({ code: 'RECORDINGS_INVALID', message: expect.stringContaining(objective) });
    }
  });

  it('leaves no thread when it ends, is aborted or interrupted', async () => {
    const closing = vi.spyOn(ScoringPool.prototype, 'close');
    const abort = new AbortController();
    const onTrial = ({ index }: { readonly index: number }): void => {
      if (index === 2) abort.abort();
    };
    const options = { ...some, workers: 2, onTrial };
    await expect(tuneNetwork(subject, { ...options, signal: abort.signal })).rejects.toMatchObject({ code: 'ABORTED' });
    expect(closing).toHaveBeenCalledTimes(1);
    const interruption = new AbortController();
    const interrupt = interruption.signal;
    const stopAt = ({ index }: { readonly index: number }): void => {
      if (index === 2) interruption.abort();
    };
    const found = await tuneNetwork(subject, { ...some, workers: 2, interrupt, onTrial: stopAt });
    expect(found).toMatchObject({ ended: 'interrupted', best: { index: expect.any(Number) } });
    expect(closing).toHaveBeenCalledTimes(2);
    await expect(tuneNetwork(subject, { interrupt })).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
