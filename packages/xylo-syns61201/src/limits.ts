import { type ChipLimits, defineLimits } from '@xylopipe/core';
import { familyLimits } from '@xylopipe/xylo-common';

/** What Xylo Audio 2 can hold, from the overview of the Xylo family in Rockpool's documentation where nothing else is said. */
export const limits: ChipLimits = defineLimits({
  ...familyLimits,
  chipId: 'syns61201',
  label: 'Xylo Audio 2',
  hiddenNeurons: 1000,
  outputNeurons: 8,
  synapsesPerHidden: 2,
  // Every hidden neuron can take input and drive outputs.
  inputExpansionNeurons: 1000,
  outputExpansionNeurons: 1000,
  maxFanOut: 64,
  // An average fan-out of 32 for 1000 neurons, the length of RFORAM.
  recurrentWordsPerBank: 32000,
  bias: true,
  hibernation: true,
  // What the test board runs it with.
  mainClock: 50_000_000,
  updateRule: 'v2',
  idAllocation: 'walkOrder',
});
