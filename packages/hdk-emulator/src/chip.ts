import type { ChipLimits } from '@xylopipe/core';
import type { MemoryMap, RegisterMap } from '@xylopipe/xylo-common/maps';

/** A chip as data: all that an emulated board is told about it. */
export interface EmulatedChip {
  readonly limits: ChipLimits;
  /** Registers of the core. */
  readonly registers: RegisterMap;
  readonly memories: MemoryMap;
}
