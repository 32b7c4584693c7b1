import { XylopipeError } from '@xylopipe/core';
import type { Field } from './field.js';
import type { Provenance } from './provenance.js';

/** What the host can do with a register. No source says so for each one: told by its name and by how public code uses it. */
export type Access = 'readWrite' | 'readOnly' | 'writeOnly';

/** One addressed word of control or status. */
export interface Register {
  /** The vendor's name where public, e.g. `CTRL1`. Unique in its map. */
  readonly name: string;
  readonly address: number;
  /** Bits, at most 32. */
  readonly width: number;
  /** Its known bits, lowest first. Bits in no field are reserved or not public: keep them as read. */
  readonly fields: readonly Field[];
  readonly access: Access;
  /** Whether the chip itself changes it, so that reading need not give back what was written. */
  readonly volatile: boolean;
  /** Word after power-up; `undefined` where not public. */
  readonly reset?: number | undefined;
  readonly provenance: Provenance;
}

/** The registers behind one address space of a chip. */
export interface RegisterMap {
  readonly chipId: string;
  /** Which address space: `core`, or a front end with one of its own. */
  readonly block: string;
  /** Ascending by address. */
  readonly registers: readonly Register[];
  /** What the map leaves out because nobody published it; `undefined` where all addresses are known. */
  readonly notPublic?: string | undefined;
}

/** The register at an address; `undefined` where the map has none. */
export const registerAt = (map: RegisterMap, address: number): Register | undefined =>
  map.registers.find((register) => register.address === address);

/** The register of a name. Throws `REGISTER_UNKNOWN` where the map has none. */
export function registerNamed(map: RegisterMap, name: string): Register {
  const register = map.registers.find((candidate) => candidate.name === name);
  if (register === undefined) {
    throw new XylopipeError('REGISTER_UNKNOWN', `no ${map.block} register is called ${name}`, { who: map.chipId });
  }
  return register;
}

/** The field of a name. Throws `FIELD_UNKNOWN` where the register has none. */
export function fieldNamed(register: Register, name: string): Field {
  const field = register.fields.find((candidate) => candidate.name === name);
  if (field === undefined) {
    const known = register.fields.map((candidate) => candidate.name).join(', ');
    throw new XylopipeError('FIELD_UNKNOWN', `no field is called ${name}`, {
      who: register.name,
      hint: known === '' ? 'none of its fields is public' : `it has ${known}`,
    });
  }
  return field;
}
