import { core1000V1Memories, documented, type MemoryMap } from '@xylopipe/xylo-common/maps';
import { limits } from './limits.js';

/** Memories of the first Xylo. */
export const memories: MemoryMap = core1000V1Memories(limits, documented('Rockpool 2.7, utilities of SYNS61300'));
