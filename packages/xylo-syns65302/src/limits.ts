import { type ChipLimits, defineLimits } from '@xylopipe/core';

/** What Xylo Audio 3 can hold, from the overview of the Xylo family in Rockpool's documentation where nothing else is said. */
export const limits: ChipLimits = defineLimits({
  chipId: 'syns65302',
  label: 'Xylo Audio 3',
  inputChannels: 16,
  hiddenNeurons: 992,
  outputNeurons: 32,
  // Of the silicon: it has the memory for the second one, which Rockpool leaves unused.
  synapsesPerHidden: 2,
  // The first 128 hidden neurons take input, the last 128 drive outputs.
  inputExpansionNeurons: 128,
  outputExpansionNeurons: 128,
  aliasTargets: 1,
  maxFanOut: 1024,
  // An average fan-out of 32 for 992 neurons, the length of HFORAM.
  recurrentWordsPerBank: 31744,
  bias: true,
  hibernation: true,
  // The width of biases is not published: as wide as weights, to be safe.
  bits: { weight: 8, state: 16, threshold: 16, bias: 8, dash: 4, weightShift: 3 },
  maxSpikes: { input: 15, hidden: 31, output: 1 },
  // What the test board runs it with.
  mainClock: 50_000_000,
  updateRule: 'v2',
  idAllocation: 'inputFirstOutputLast',
  assumed: ['bits.bias'],
});
