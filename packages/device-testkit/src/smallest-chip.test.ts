import { describe, expect, it } from 'vitest';
import { toyLimits } from '../test/toy-limits.js';
import { shortcomings } from './smallest-chip.js';

describe('shortcomings', () => {
  it('are none of a chip as small as can be', () => {
    expect(shortcomings(toyLimits())).toEqual([]);
    const smallest = {
      inputChannels: 2,
      hiddenNeurons: 4,
      outputNeurons: 1,
      inputExpansionNeurons: 2,
      outputExpansionNeurons: 2,
      maxFanOut: 1,
      recurrentWordsPerBank: 2,
      bits: { weight: 3, state: 16, threshold: 4, bias: 2, dash: 2, weightShift: 1 },
    };
    expect(shortcomings(toyLimits(smallest))).toEqual([]);
  });

  it('are all named of one that is smaller', () => {
    const limits = toyLimits({ inputChannels: 1, bits: { ...toyLimits().bits, dash: 1 } });
    expect(shortcomings(limits)).toEqual([
      'inputChannels is 1, and must be 2 or more',
      'bits.dash is 1, and must be 2 or more',
    ]);
  });
});
