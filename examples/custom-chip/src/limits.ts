import { type ChipLimits, defineLimits } from '@xylopipe/core';

/** What Dale can hold. */
export const limits: ChipLimits = defineLimits({
  chipId: 'dale',
  label: 'Dale',
  inputChannels: 12,
  hiddenNeurons: 96,
  outputNeurons: 6,
  synapsesPerHidden: 1,
  inputExpansionNeurons: 24,
  outputExpansionNeurons: 16,
  aliasTargets: 1,
  maxFanOut: 20,
  recurrentWordsPerBank: 960,
  bias: true,
  hibernation: false,
  bits: { weight: 6, state: 16, threshold: 12, bias: 6, dash: 3, weightShift: 2 },
  maxSpikes: { input: 15, hidden: 31, output: 1 },
  updateRule: 'v2',
  idAllocation: 'inputFirstOutputLast',
  assumed: ['bits.bias'],
  sources: {
    '': { kind: 'documented', source: 'data sheet of Dale, which does not exist' },
    recurrentWordsPerBank: { kind: 'derived', source: 'an average fan-out of 10 for 96 neurons' },
    'bits.bias': { kind: 'assumed', source: 'as wide as weights, to be safe' },
  },
});
