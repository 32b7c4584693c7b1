import { type ChipLimits, defineLimits } from '@xylopipe/core';

/** Limits of a chip that does not exist. */
export const chip = (limits: Partial<ChipLimits> = {}): ChipLimits =>
  defineLimits({
    chipId: 'syns99999',
    label: 'Xylo of the tests',
    inputChannels: 16,
    hiddenNeurons: 1000,
    outputNeurons: 8,
    synapsesPerHidden: 2,
    inputExpansionNeurons: 1000,
    outputExpansionNeurons: 1000,
    aliasTargets: 1,
    maxFanOut: 64,
    recurrentWordsPerBank: 32000,
    bias: limits.updateRule !== 'v1',
    hibernation: true,
    bits: { weight: 8, state: 16, threshold: 16, bias: 8, dash: 4, weightShift: 3 },
    maxSpikes: { input: 15, hidden: 31, output: 1 },
    updateRule: 'v2',
    idAllocation: 'walkOrder',
    assumed: [],
    ...limits,
  });
