import { type ChipLimits, defineLimits } from '@xylopipe/core';
import { familyLimits } from '@xylopipe/xylo-common';

/** What Xylo Audio 3 can hold, from the overview of the Xylo family in Rockpool's documentation where nothing else is said. */
export const limits: ChipLimits = defineLimits({
  ...familyLimits,
  chipId: 'syns65302',
  label: 'Xylo Audio 3',
  hiddenNeurons: 992,
  outputNeurons: 32,
  // Of the silicon: it has the memory for the second one, which Rockpool leaves unused.
  synapsesPerHidden: 2,
  // The first 128 hidden neurons take input, the last 128 drive outputs.
  inputExpansionNeurons: 128,
  outputExpansionNeurons: 128,
  maxFanOut: 1024,
  // An average fan-out of 32 for 992 neurons, the length of HFORAM.
  recurrentWordsPerBank: 31744,
  bias: true,
  hibernation: true,
  // What the test board runs it with.
  mainClock: 50_000_000,
  updateRule: 'v2',
  idAllocation: 'inputFirstOutputLast',
});
