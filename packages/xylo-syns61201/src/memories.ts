import { derived, documented, type MemoryMap, xyloMemories } from '@xylopipe/xylo-common/maps';
import { limits } from './limits.js';

const asFirstXylo = derived('the map of SYNS61300 with a memory of biases where SYNS65302 has it');
const stated = documented('Rockpool 3.0.3, utilities of SYNS61201');

/** Memories of Xylo Audio 2. Of those after the biases only the address of the spikes is published, and it fits. */
export const memories: MemoryMap = xyloMemories(limits, {
  first: 0x100,
  hidden: 'R',
  provenance: (content) => (content === 'spikes' ? stated : asFirstXylo),
  words: derived('words of SYNS61300'),
});
