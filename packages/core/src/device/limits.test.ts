import { describe, expect, it } from 'vitest';
import { type ChipLimits, defineLimits, signedRange, unsignedRange } from './limits.js';

const limits: ChipLimits = {
  chipId: 'toy',
  label: 'Toy',
  inputChannels: 2,
  hiddenNeurons: 3,
  outputNeurons: 1,
  synapsesPerHidden: 1,
  inputExpansionNeurons: 3,
  outputExpansionNeurons: 3,
  aliasTargets: 1,
  maxFanOut: 2,
  recurrentWordsPerBank: 4,
  bias: true,
  hibernation: false,
  bits: { weight: 8, state: 16, threshold: 16, bias: 8, dash: 4, weightShift: 3 },
  maxSpikes: { input: 15, hidden: 31, output: 1 },
  realTimeDt: 0.005,
  updateRule: 'v2',
  idAllocation: 'walkOrder',
  assumed: [],
};

describe('defineLimits', () => {
  it('freezes all levels', () => {
    const frozen = defineLimits(limits);
    expect(frozen).toEqual(limits);
    expect(Object.isFrozen(frozen) && Object.isFrozen(frozen.bits) && Object.isFrozen(frozen.maxSpikes)).toBe(true);
  });

  it('refuses what is no count, naming all of it', () => {
    const bad = { ...limits, hiddenNeurons: 0, bits: { ...limits.bits, dash: 1.5 } };
    expect(() => defineLimits(bad)).toThrow(/toy: .*dash = 1\.5, hiddenNeurons = 0/);
  });
});

describe('word ranges', () => {
  it('are those of two-complement and unsigned words', () => {
    expect(signedRange(8)).toEqual([-128, 127]);
    expect(unsignedRange(4)).toEqual([0, 15]);
  });
});
