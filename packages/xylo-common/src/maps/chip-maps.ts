import { type Token, token } from '@xylopipe/core';
import type { MemoryMap } from './memory-map.js';
import type { RegisterMap } from './register-map.js';

/** The registers and memories of a chip, as far as there are maps of them. */
export interface ChipMaps {
  /** One for each address space, the core's first. */
  readonly registers: readonly RegisterMap[];
  /** `undefined` where nothing is public that a map could be made of. */
  readonly memories?: MemoryMap | undefined;
}

/** The maps of a chip, for whoever resolves the parts of a device. Optional: devices bring them that have them. */
export const CHIP_MAPS: Token<ChipMaps> = token('ChipMaps');
