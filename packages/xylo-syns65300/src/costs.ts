import { type ChipCosts, core1000V1Costs } from '@xylopipe/xylo-common';
import { limits } from './limits.js';

/** What Xylo Audio 1 takes: nothing is published that an estimate could be made of. */
export const costs: ChipCosts = Object.freeze({ chipId: limits.chipId, ...core1000V1Costs });
