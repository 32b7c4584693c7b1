import type { ChipLimits } from '@xylopipe/core';
import type { Field, MemoryMap, Register, RegisterMap } from '@xylopipe/xylo-common/maps';

/** A chip as its words are laid out: all that packing a configuration needs. */
export interface ChipLayout {
  readonly limits: ChipLimits;
  /** Registers of the core. */
  readonly registers: RegisterMap;
  readonly memories: MemoryMap;
}

/** A field and the register that it stands in. */
export interface FieldPlace {
  readonly register: Register;
  readonly field: Field;
}

/** Where a field stands: chips have the same ones in different registers. The first by address; `undefined` without one. */
export function placeOf({ registers }: RegisterMap, name: string): FieldPlace | undefined {
  for (const register of registers) {
    const field = register.fields.find((candidate) => candidate.name === name);
    if (field !== undefined) return { register, field };
  }
  return undefined;
}
