import { type ChipLimits, defineLimits } from '@xylopipe/core';

/** A small chip that no one makes, with a limit of every kind and narrow words. */
export const toyLimits = (changes: Partial<ChipLimits> = {}): ChipLimits =>
  defineLimits({
    chipId: 'toy',
    label: 'Toy',
    inputChannels: 4,
    hiddenNeurons: 24,
    outputNeurons: 3,
    synapsesPerHidden: 2,
    inputExpansionNeurons: 12,
    outputExpansionNeurons: 13,
    aliasTargets: 1,
    maxFanOut: 10,
    recurrentWordsPerBank: 60,
    bias: true,
    hibernation: true,
    bits: { weight: 7, state: 16, threshold: 12, bias: 6, dash: 3, weightShift: 2 },
    maxSpikes: { input: 15, hidden: 31, output: 1 },
    realTimeDt: 0.002,
    updateRule: 'v2',
    idAllocation: 'inputFirstOutputLast',
    assumed: ['bits.bias'],
    ...changes,
  });
