import { compareRuns } from '@xylopipe/compare';
import type { Evolution } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { evolutions, mapped, reference, runOf } from '../test/sketch.js';
import { referenceOf, spikeOverlap } from './spike-overlap.js';
import { Tally } from './tally.js';
import { yardstick } from './yardstick.js';

const coarse = evolutions(4);

describe('spikeOverlap', () => {
  it('is what compareRuns measures', () => {
    for (const [i, evolution] of coarse.entries()) {
      const expected = compareRuns(reference[i]!, runOf(evolution));
      const { hidden, output } = spikeOverlap(referenceOf(reference[i]!, mapped), evolution);
      const spikes = hidden.spikes + output.spikes;
      expect(output.spikes).toBeGreaterThan(10);
      expect(expected.agreement).toBeLessThan(1);
      expect(1 - (hidden.unmatched + output.unmatched) / spikes).toBeCloseTo(expected.agreement, 12);
      expect(1 - output.unmatched / output.spikes).toBeCloseTo(expected.output.agreement, 12);
    }
  });

  it('counts spikes that do not fit a byte', () => {
    const [run] = reference;
    const layers = run!.layers.map((layer) => {
      const { shape, data } = layer.signals.spikes!;
      return { ...layer, signals: { spikes: { shape, data: Float64Array.from(data, (n) => 1000 * n) } } };
    });
    const whole = spikeOverlap(referenceOf(run!, mapped), evolutions(8)[0]!).output;
    const many = spikeOverlap(referenceOf({ ...run!, layers }, mapped), evolutions(8)[0]!).output;
    expect([whole.unmatched, many.spikes]).toEqual([0, (1001 / 2) * whole.spikes]);
  });

  it('refuses a float run of another network, and an evolution without spikes', () => {
    const [first] = reference;
    expect(() => referenceOf({ ...first!, layers: first!.layers.slice(1) }, mapped)).toThrow(
      'the float run has no spikes',
    );
    const [{ signals, ...rest } = {} as Evolution] = coarse;
    const { spikesHidden, ...others } = signals;
    expect(() => spikeOverlap(referenceOf(first!, mapped), { ...rest, signals: others })).toThrow('not recorded');
  });
});

describe('Tally', () => {
  const scoreOf = (labels?: readonly number[], answers = coarse) => {
    const tally = new Tally(yardstick({ mapped, reference, labels }));
    for (const evolution of answers) tally.add(evolution);
    return tally.score();
  };
  const classes = coarse.map(({ signals }) => {
    const sums = [0, 0, 0];
    signals.spikesOut!.data.forEach((spike, i) => {
      sums[i % 3]! += spike;
    });
    return sums.indexOf(Math.max(...sums));
  });

  it('pools the spikes of all recordings', () => {
    const overlaps = coarse.map((evolution, i) => spikeOverlap(referenceOf(reference[i]!, mapped), evolution));
    const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
    const spikes = sum(overlaps.map(({ output }) => output.spikes));
    const { outputAgreement, ...score } = scoreOf();
    expect(outputAgreement).toBeCloseTo(1 - sum(overlaps.map(({ output }) => output.unmatched)) / spikes, 12);
    expect(Object.keys(score)).toEqual(['agreement']);
    expect(scoreOf(undefined, evolutions(8))).toEqual({ agreement: 1, outputAgreement: 1 });
  });

  it('counts who is classified rightly', () => {
    expect(scoreOf(classes).accuracy).toBe(1);
    expect(scoreOf(classes.map((label, i) => (i === 0 ? (label + 1) % 3 : label))).accuracy).toBeCloseTo(2 / 3, 12);
  });

  it('is as sure of the labels as the geometric mean of their probabilities', () => {
    const totalling = (totals: readonly number[]) =>
      coarse.map((evolution, i): Evolution => {
        const { shape, data } = evolution.signals.spikesOut!;
        const spikes = new Int16Array(data.length);
        spikes[0] = totals[i] as number;
        return { ...evolution, signals: { ...evolution.signals, spikesOut: { shape, data: spikes } } };
      });
    expect(scoreOf([0, 0, 0], totalling([0, 0, 0])).likelihood).toBeCloseTo(1 / 3, 12);
    expect(scoreOf([0, 1, 2], totalling([1000, 0, 0])).likelihood).toBeCloseTo(3 ** (-2 / 3), 12);
    expect(scoreOf([0, 1, 2], totalling([1, 0, 3])).likelihood).toBeCloseTo(
      Math.cbrt((Math.E / (Math.E + 2)) * (1 / 3) * (1 / (Math.E ** 3 + 2))),
      12,
    );
    expect(scoreOf([1, 1, 1], totalling([30000, 30000, 30000])).likelihood).toBe(0);
    expect(scoreOf([0, 0, 0], totalling([30000, 30000, 30000])).likelihood).toBe(1);
  });

  it('takes one answer for each recording', () => {
    for (const answers of [coarse.slice(1), [...coarse, coarse[0]!], []]) {
      expect(() => scoreOf(undefined, answers)).toThrow(expect.objectContaining({ code: 'EVOLUTION_INVALID' }));
    }
  });
});

describe('yardstick', () => {
  it.each([
    ['no recording', { reference: [] }, 'there is no recording'],
    ['too few labels', { labels: [0, 1] }, '3 recordings have 2 labels'],
    ['labels without an output', { labels: [0, 1.5, 3] }, '2 of 3 labels stand for no output'],
  ])('refuses %s', (_, bad, message) => {
    expect(() => yardstick({ mapped, reference, ...bad })).toThrow(
      expect.objectContaining({ code: 'RECORDINGS_INVALID', message: expect.stringContaining(message) }),
    );
  });
});
