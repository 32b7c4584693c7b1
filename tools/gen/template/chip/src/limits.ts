import { type ChipLimits, defineLimits } from '@xylopipe/core';

/** What My Chip can hold. */
export const limits: ChipLimits = defineLimits({
  chipId: 'my-chip',
  label: 'My Chip',
  inputChannels: 8,
  hiddenNeurons: 64,
  outputNeurons: 4,
  synapsesPerHidden: 2,
  inputExpansionNeurons: 64,
  outputExpansionNeurons: 64,
  aliasTargets: 1,
  maxFanOut: 32,
  recurrentWordsPerBank: 1024,
  bias: true,
  hibernation: false,
  bits: { weight: 8, state: 16, threshold: 16, bias: 8, dash: 4, weightShift: 3 },
  maxSpikes: { input: 15, hidden: 31, output: 1 },
  updateRule: 'v2',
  idAllocation: 'walkOrder',
  assumed: [],
  sources: { '': { kind: 'assumed', source: 'the template, until it is filled in' } },
});
