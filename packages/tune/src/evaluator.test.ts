import { compareRuns, runOfEvolution } from '@xylopipe/compare';
import { type Evolution, type QuantizedSpec, Raster, XylopipeError } from '@xylopipe/core';
import { Lif, Linear, normalWeights, Sequential, seededRandom } from '@xylopipe/nn';
import { XyloSimulator } from '@xylopipe/xylo-sim';
import { describe, expect, it } from 'vitest';
import { createXylopipe } from '../../xylopipe/src/index.js';
import { floatRun } from '../../xylopipe/src/study/float-run.js';
import { evaluator } from './evaluator.js';
import { referenceOf, spikeOverlap } from './spike-overlap.js';

const random = seededRandom(7);
const lif = (n: number): Lif => new Lif({ n, tauMem: 0.03, tauSyn: 0.013, threshold: 1, dt: 0.001 });
const weights = (nin: number, nout: number): Linear => new Linear({ weights: normalWeights(nin, nout, { random }) });
const network = new Sequential([weights(5, 12), lif(12), weights(12, 9), lif(9), weights(9, 3), lif(3)]);
const rasters = Array.from({ length: 3 }, () =>
  Raster.fromValues(
    60,
    5,
    Array.from({ length: 300 }, () => Math.floor(3 * random() ** 2)),
  ),
);
const { artifacts } = await createXylopipe()
  .network(network)
  .on('syns65302')
  .run(rasters[0] as Raster);
const mapped = artifacts.spec;
const reference = rasters.map((raster) => floatRun(network, raster, mapped).value);
const simulate = (quantized: QuantizedSpec): readonly Evolution[] =>
  rasters.map((raster) => XyloSimulator.from(quantized).evolve(raster, { record: ['spikesHidden'] }));

describe('spikeOverlap', () => {
  it('is what compareRuns measures', () => {
    const evolutions = simulate(artifacts.quantized);
    rasters.forEach((_, i) => {
      const chip = runOfEvolution(evolutions[i] as Evolution, mapped, { label: 'chip' }).value;
      const expected = compareRuns(reference[i]!, chip);
      const whole = referenceOf(reference[i]!, mapped);
      for (const [role, agreement] of [
        [undefined, expected.agreement] as const,
        ['output', expected.output.agreement] as const,
      ]) {
        const { spikes, unmatched } = spikeOverlap(whole, evolutions[i] as Evolution, role);
        expect(spikes).toBeGreaterThan(10);
        expect(1 - unmatched / spikes).toBeCloseTo(agreement, 12);
      }
      expect(expected.agreement).toBeLessThan(1);
    });
  });

  it('refuses a float run of another network, and an evolution without spikes', () => {
    const [first] = reference;
    expect(() => referenceOf({ ...first!, layers: first!.layers.slice(1) }, mapped)).toThrow('the float run has no spikes');
    const [evolution] = simulate(artifacts.quantized);
    const { spikesHidden, ...signals } = evolution!.signals;
    expect(() => spikeOverlap(referenceOf(first!, mapped), { ...evolution!, signals })).toThrow('not recorded');
  });
});

describe('evaluator', () => {
  it('pools the agreement over recordings, and scores accuracy only with labels', async () => {
    const { score, issues } = await evaluator({ mapped, reference, simulate })({ method: 'channel' }, undefined);
    expect(Object.keys(score!)).toEqual(['agreement', 'outputAgreement']);
    expect(score!.agreement).toBeGreaterThan(0.5);
    expect(score!.agreement).toBeLessThan(1);
    expect(issues).toEqual([]);
    const totals = simulate(artifacts.quantized).map(({ signals }) => {
      const sums = [0, 0, 0];
      signals.spikesOut!.data.forEach((spike, i) => {
        sums[i % 3]! += spike;
      });
      return sums.indexOf(Math.max(...sums));
    });
    const wrong = totals.map((label, i) => (i === 0 ? (label + 1) % 3 : label));
    const judged = await evaluator({ mapped, reference, simulate, labels: wrong })({}, undefined);
    expect(judged.score?.accuracy).toBeCloseTo(2 / 3, 12);
  });

  it('gives no score to what the quantizer or the chip refuses, but ends with any other error', async () => {
    const bad = await evaluator({ mapped, reference, simulate })({ scaleCap: 0.1, method: 'channel' }, undefined);
    expect([bad.score, bad.issues.every(({ severity }) => severity === 'error')]).toEqual([null, true]);
    const throwing = (error: Error) =>
      evaluator({
        mapped,
        reference,
        simulate: () => {
          throw error;
        },
      })({}, undefined);
    const refused = await throwing(new XylopipeError('CONFIG_INVALID', 'too large'));
    expect([refused.score, refused.issues.map(({ code }) => code)]).toEqual([null, ['CONFIG_INVALID']]);
    await expect(throwing(new XylopipeError('ABORTED', 'aborted'))).rejects.toThrow('aborted');
    await expect(throwing(new Error('broken'))).rejects.toThrow('broken');
  });

  it.each([
    ['no recording', { reference: [] }],
    ['too few labels', { labels: [0, 1] }],
    ['a label without an output', { labels: [0, 1, 3] }],
  ])('refuses %s', (_, bad) => {
    expect(() => evaluator({ mapped, reference, simulate, ...bad })).toThrow(
      expect.objectContaining({ code: 'RECORDINGS_INVALID' }),
    );
  });
});
