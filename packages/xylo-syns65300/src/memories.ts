import { core1000V1Memories, derived, type MemoryMap } from '@xylopipe/xylo-common/maps';
import { limits } from './limits.js';

/** Memories of Xylo Audio 1's core. */
export const memories: MemoryMap = core1000V1Memories(limits, derived('its core is taken to be that of SYNS61300'));
