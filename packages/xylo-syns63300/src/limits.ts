import { type ChipLimits, defineLimits } from '@xylopipe/core';
import { familyLimits } from '@xylopipe/xylo-common';

/** What Xylo IMU can hold. */
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
  recurrentWordsPerBank: 31744,
  bias: true,
  hibernation: true,
  realTimeDt: 1 / 200,
  mainClock: 50_000_000,
  updateRule: 'v2',
  idAllocation: 'inputFirstOutputLast',
  sources: {
    ...familyLimits.sources,
    recurrentWordsPerBank: {
      kind: 'derived',
      source: 'published average fan-out of 64, for 496 neurons: the memory map is not public',
    },
    'bits.weightShift': { kind: 'derived', source: 'width on all other chips of the family' },
    realTimeDt: { kind: 'documented', source: 'interface to the motion sensor: 200 timesteps a second' },
  },
});
