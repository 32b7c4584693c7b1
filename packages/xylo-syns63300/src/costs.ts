import { type ChipCosts, expansionCycleModel, known } from '@xylopipe/xylo-common';
import { limits } from './limits.js';

/** What Xylo IMU takes: power as published for 6.25 MHz. */
export const costs: ChipCosts = Object.freeze({
  chipId: limits.chipId,
  cycles: known(expansionCycleModel),
  power: known({
    source: 'published power measurement of Xylo IMU, of another network',
    clockHz: 6_250_000,
    supplies: [
      { supply: 'core', activeMicrowatts: 201, idleMicrowatts: 188 },
      { supply: 'io', activeMicrowatts: 333 },
    ],
  }),
});
