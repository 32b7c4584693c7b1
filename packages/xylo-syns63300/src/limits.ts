import { type ChipLimits, defineLimits } from '@xylopipe/core';
import { familyLimits } from '@xylopipe/xylo-common';

/** What Xylo IMU can hold, from the overview of the Xylo family in Rockpool's documentation where nothing else is said. */
export const limits: ChipLimits = defineLimits({
  ...familyLimits,
  chipId: 'syns63300',
  label: 'Xylo IMU',
  hiddenNeurons: 496,
  outputNeurons: 16,
  synapsesPerHidden: 1,
  // The first 128 hidden neurons take input, the last 128 drive outputs.
  inputExpansionNeurons: 128,
  outputExpansionNeurons: 128,
  maxFanOut: 512,
  // Derived from the published average fan-out of 64, for 496 neurons: the memory map is not public.
  recurrentWordsPerBank: 31744,
  bias: true,
  hibernation: true,
  // What the interface to the motion sensor prescribes: 200 steps a second.
  realTimeDt: 1 / 200,
  // What the test board runs it with.
  mainClock: 50_000_000,
  updateRule: 'v2',
  idAllocation: 'inputFirstOutputLast',
});
