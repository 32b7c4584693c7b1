import { Raster } from '@xylopipe/core';
import { networkFromTree } from '@xylopipe/nn';
import { describe, expect, it } from 'vitest';
import { toyRaster, toyTree } from '../test/toy.js';
import { watchSimulator } from '../test/watched-simulator.js';
import { evaluate, mostActive } from './evaluate.js';
import { createXylopipe } from './xylopipe.js';

/** Only the first input spikes, or only the second: the toy network answers with output 0 and 1. */
const only = (channel: number): Raster =>
  Raster.fromNested(Array.from({ length: 30 }, () => [channel === 0 ? 1 : 0, channel]));

async function toyOnChip() {
  const xylopipe = createXylopipe();
  const { log } = watchSimulator(xylopipe, 'syns61201');
  const network = networkFromTree(toyTree);
  const { session } = await xylopipe.network(network).on('syns61201').deploy();
  return { network, session, log };
}

describe('mostActive', () => {
  it.each([
    [[1, 5, 2], 1],
    [[3, 3], 0],
    [[0, 0, 0], 0],
    [[-2, -1], 1],
  ])('of %j is %d: the lowest index on a tie', (totals, expected) => {
    expect(mostActive(totals)).toBe(expected);
  });
});

describe('evaluate', () => {
  it('counts what float and chip get right, and where they agree', async () => {
    const { network, session } = await toyOnChip();
    const data = { rasters: [only(0), only(1), only(1)], labels: [0, 1, 0] };
    const { predictions, float, chip, agreement, issues } = await evaluate(network, session, data);
    expect(predictions).toEqual([
      { label: 0, float: 0, chip: 0 },
      { label: 1, float: 1, chip: 1 },
      { label: 0, float: 1, chip: 1 },
    ]);
    const score = {
      correct: 2,
      accuracy: 2 / 3,
      confusion: [
        [1, 1],
        [0, 1],
      ],
    };
    expect([float, chip]).toEqual([score, score]);
    expect(agreement).toEqual({ same: 3, fraction: 1 });
    expect(issues).toEqual([]);
  });

  it('begins every sample at rest, in float and on the chip', async () => {
    const { network, session, log } = await toyOnChip();
    const alone = await evaluate(network, session, { rasters: [only(1)], labels: [1] });
    const after = await evaluate(network, session, { rasters: [toyRaster(200), only(1)], labels: [0, 1] });
    expect(after.predictions[1]).toEqual(alone.predictions[0]);
    expect(log.filter((entry) => entry === 'reset')).toHaveLength(3);
  });

  it('says of which sample a warning is, and how far it is', async () => {
    const { network, session } = await toyOnChip();
    const loud = Raster.fromNested([[20, 0]]);
    const progress: number[] = [];
    const data = { rasters: [only(0), loud], labels: [0, 0] };
    const { issues } = await evaluate(network, session, data, { onProgress: (done) => progress.push(done) });
    expect(issues).toMatchObject([{ code: 'INPUT_CLIPPED', at: [1, 'input', 0, 0] }]);
    expect(progress).toEqual([0.5, 1]);
  });

  it.each([
    ['no sample', [], [], 'there is no sample'],
    ['a label too many', [only(0)], [0, 1], '1 samples have 2 labels'],
    ['a fractional label', [only(0)], [0.5], '1 of 1 labels stand for no output'],
  ])('refuses %s', async (_, rasters, labels, message) => {
    const { network, session } = await toyOnChip();
    await expect(evaluate(network, session, { rasters, labels })).rejects.toMatchObject({
      code: 'DATASET_INVALID',
      message: expect.stringContaining(message),
    });
  });

  it('names every label that no output stands for', async () => {
    const { network, session } = await toyOnChip();
    const data = { rasters: [only(0), only(1), only(1)], labels: [2, 1, -1] };
    await expect(evaluate(network, session, data)).rejects.toMatchObject({
      issues: [
        { code: 'LABEL_OUT_OF_RANGE', at: ['labels', 0], measured: 2, limit: '0 to 1' },
        { code: 'LABEL_OUT_OF_RANGE', at: ['labels', 2], measured: -1 },
      ],
    });
  });

  it('can be aborted between samples', async () => {
    const { network, session } = await toyOnChip();
    const controller = new AbortController();
    const options = { signal: controller.signal, onProgress: () => controller.abort() };
    const data = { rasters: [only(0), only(1)], labels: [0, 1] };
    await expect(evaluate(network, session, data, options)).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
