import { derived, type MemoryMap, xyloMemories } from '@xylopipe/xylo-common/maps';
import { limits } from './limits.js';

const ram = derived('names and addresses of Rockpool 3.0.3, ram.py of SYNS65302; sizes from the neighbours');

/** Memories of Xylo Audio 3. The recurrent ones are slices of 0x800 words, OWTRAM is two, at consecutive addresses. */
export const memories: MemoryMap = xyloMemories(limits, {
  first: 0x200,
  hidden: 'H',
  provenance: () => ram,
  words: derived('words of SYNS61300'),
});
