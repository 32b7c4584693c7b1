import { core1000V1Registers, documented, type RegisterMap } from '@xylopipe/xylo-common/maps';
import { limits } from './limits.js';

/** Registers of the first Xylo. */
export const registers: RegisterMap = core1000V1Registers(limits, documented('Rockpool 2.7, utilities of SYNS61300'));
