import { core1000V1Registers, derived, type RegisterMap } from '@xylopipe/xylo-common/maps';
import { limits } from './limits.js';

/** Registers of Xylo Audio 1's core. */
export const registers: RegisterMap = core1000V1Registers(limits, derived('its core is taken to be that of SYNS61300'));
