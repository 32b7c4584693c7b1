import { type ChipCosts, core1000CycleModel, known } from '@xylopipe/xylo-common';
import { limits } from './limits.js';

/** What Xylo Audio 2 takes: power as a notebook of Rockpool 2 measured it at 6.25 MHz, its audio front end included. */
export const costs: ChipCosts = Object.freeze({
  chipId: limits.chipId,
  cycles: known(core1000CycleModel),
  power: known({
    source: 'power measurement in the Xylo Audio 2 notebook of Rockpool 2, of another network',
    clockHz: 6_250_000,
    supplies: [
      { supply: 'core', activeMicrowatts: 272 },
      { supply: 'io', activeMicrowatts: 103 },
      { supply: 'front end logic', activeMicrowatts: 10.7 },
      { supply: 'front end io', activeMicrowatts: 8 },
    ],
  }),
});
