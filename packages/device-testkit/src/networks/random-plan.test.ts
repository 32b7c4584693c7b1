import type { ChipLimits } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toyLimits } from '../../test/toy-limits.js';
import type { NetworkPlan } from './network-plan.js';
import { randomPlans } from './random-plan.js';

const limits = toyLimits();

const drawn = (of: ChipLimits): readonly NetworkPlan[] => fc.sample(randomPlans(of), { numRuns: 200, seed: 7 });
const layersOf = (plans: readonly NetworkPlan[]) => plans.flatMap(({ layers }) => layers);

describe('randomPlans', () => {
  it('come in all kinds', () => {
    const plans = drawn(limits);
    const some = (what: (plan: NetworkPlan) => boolean): number => plans.filter(what).length;
    const kinds = {
      oneHiddenLayer: some(({ layers }) => layers.length === 2),
      threeHiddenLayers: some(({ layers }) => layers.length === 4),
      skipsFromInput: some(({ skips }) => skips.some(({ from }) => from === 'input')),
      skipsToOutput: some(({ skips, layers }) => skips.some(({ to }) => to === layers.length - 1)),
      skipsBetween: some(({ skips, layers }) => skips.some(({ from, to }) => from === 0 && to < layers.length - 1)),
      aliases: some(({ aliases }) => aliases.length > 0),
      secondSynapses: some(({ layers }) => layers.some(({ synapses }) => synapses === 2)),
      recurrence: some(({ layers }) => layers.some(({ weightsRec }) => weightsRec !== undefined)),
      biases: some(({ layers }) => layers.some(({ bias }) => bias.some((value) => value !== 0))),
      thresholdsFrom0Down: some(({ layers }) => layers.some(({ threshold }) => threshold.some((value) => value <= 0))),
    };
    for (const [kind, count] of Object.entries(kinds)) expect(count, kind).toBeGreaterThan(5);
  });

  it('reach the ends of every word, and no further', () => {
    const layers = layersOf(drawn(limits));
    const ends = (values: readonly number[]): readonly [number, number] => [
      values.reduce((a, b) => Math.min(a, b)),
      values.reduce((a, b) => Math.max(a, b)),
    ];
    expect(ends(layers.flatMap(({ weights }) => [...weights]))).toEqual([-64, 63]);
    expect(ends(layers.flatMap(({ bias }) => [...bias]))).toEqual([-32, 31]);
    expect(ends(layers.flatMap(({ dashMem }) => Array.from(dashMem)))).toEqual([1, 7]);
    expect(ends(layers.flatMap(({ threshold }) => [...threshold]))).toEqual([-5, 2047]);
  });

  it('have no more than a small chip has', () => {
    const plans = drawn(
      toyLimits({
        hiddenNeurons: 4,
        inputExpansionNeurons: 4,
        outputExpansionNeurons: 4,
        maxFanOut: 2,
        recurrentWordsPerBank: 6,
        bias: false,
        assumed: [],
        synapsesPerHidden: 1,
      }),
    );
    for (const { layers } of plans) {
      const hidden = layers.slice(0, -1);
      expect(hidden.reduce((sum, { neurons }) => sum + neurons, 0)).toBeLessThanOrEqual(4);
      expect(layers.every(({ synapses, bias }) => synapses === 1 && bias.every((value) => value === 0))).toBe(true);
    }
  });
});
