import { type ChipCosts, expansionCycleModel, known } from '@xylopipe/xylo-common';
import { limits } from './limits.js';

/** What Xylo Audio 3 takes: power as published for 6.25 MHz. */
export const costs: ChipCosts = Object.freeze({
  chipId: limits.chipId,
  cycles: known(expansionCycleModel),
  power: known({
    source: 'published power measurement of Xylo Audio 3, of another network',
    clockHz: 6_250_000,
    supplies: [
      { supply: 'digital', activeMicrowatts: 547 },
      { supply: 'io', activeMicrowatts: 44 },
      { supply: 'analog', activeMicrowatts: 12 },
    ],
  }),
});
