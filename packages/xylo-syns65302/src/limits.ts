import { type ChipLimits, defineLimits } from '@xylopipe/core';
import { familyLimits } from '@xylopipe/xylo-common';

/** What Xylo Audio 3 can hold. */
export const limits: ChipLimits = defineLimits({
  ...familyLimits,
  chipId: 'syns65302',
  label: 'Xylo Audio 3',
  hiddenNeurons: 992,
  outputNeurons: 32,
  synapsesPerHidden: 2,
  // The first 128 hidden neurons take input, the last 128 drive outputs.
  inputExpansionNeurons: 128,
  outputExpansionNeurons: 128,
  maxFanOut: 1024,
  recurrentWordsPerBank: 31744,
  bias: true,
  hibernation: true,
  mainClock: 50_000_000,
  updateRule: 'v2',
  idAllocation: 'inputFirstOutputLast',
  sources: {
    ...familyLimits.sources,
    synapsesPerHidden: {
      kind: 'derived',
      source: 'the silicon has memories for the second one, which Rockpool leaves unused',
    },
    recurrentWordsPerBank: {
      kind: 'derived',
      source: 'published average fan-out of 32, for 992 neurons; the length of HFORAM',
    },
  },
});
