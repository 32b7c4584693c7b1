import { defined, type MemoryMap, xyloMemories } from '@xylopipe/xylo-common/maps';
import { limits } from './limits.js';

const ours = defined('not public: for emulation, the banks of SYNS65302 in the sizes of this chip');

/**
 * Memories of Xylo IMU, all of provenance `defined`: nothing about them is public, these are ours so that the chip can be
 * emulated. Never write them to a real one, where these addresses are something else.
 */
export const memories: MemoryMap = xyloMemories(limits, { first: 0x200, hidden: 'H', provenance: () => ours });
