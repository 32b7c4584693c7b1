import { Raster } from '@xylopipe/core';
import { XyloSimulator } from '@xylopipe/xylo-sim';
import { describe, expect, it } from 'vitest';
import { activityIn, average, inputSpikes, networkOfActivity } from './activity.js';
import { generateNetwork } from './network.js';

describe('input spikes', () => {
  it('are the same for the same seed, single, and come with a probability of 0.1', () => {
    const input = inputSpikes(2000, 11);
    expect(input).toEqual(inputSpikes(2000, 11));
    expect(input.counts).not.toEqual(inputSpikes(2000, 13).counts);
    expect(new Set(input.counts)).toEqual(new Set([0, 1]));
    expect(input.counts.reduce((sum, count) => sum + count, 0) / input.counts.length).toBeCloseTo(0.1, 2);
  });
});

describe('activity', () => {
  it('counts who spikes, all spikes, and what came in', () => {
    const spikesHidden = { shape: [2, 4], data: Int16Array.of(0, 3, 0, 0, 1, 0, 2, 0) };
    const evolution = {
      ...XyloSimulator.from(generateNetwork(small).config).evolve(inputSpikes(2, 1)),
      signals: { spikesHidden },
    };
    const input = Raster.fromNested([
      [1, 0],
      [0, 2],
    ]);
    expect(activityIn(evolution, input)).toEqual({ active: 3 / 8, spikes: 3, inputSpikes: 1.5 });
  });

  it('is averaged', () => {
    const a = { active: 0.1, spikes: 2, inputSpikes: 0 };
    const b = { active: 0.3, spikes: 4, inputSpikes: 1 };
    expect(average([a, b])).toEqual({ active: 0.2, spikes: 3, inputSpikes: 0.5 });
  });

  it.each([0.02, 0.05, 0.1])('is searched for: a share of %d of the neurons, the same every time', (active) => {
    const input = inputSpikes(400, 11);
    const config = networkOfActivity(generateNetwork(small), active, input);
    const simulator = XyloSimulator.from(config);
    simulator.evolve(input);
    const found = activityIn(simulator.evolve(input, { record: ['spikesHidden'] }), input);
    expect(found.active).toBeCloseTo(active, 2);
    expect(networkOfActivity(generateNetwork(small), active, input)).toEqual(config);
  });
});

const small = { hidden: 200, density: 0.05, strength: 64, seed: 3 };
