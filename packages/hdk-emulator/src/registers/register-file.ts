import type { Field, Register, RegisterMap } from '@xylopipe/xylo-common/maps';
import { hex, refusal } from '../refuse.js';
import { readField, writeField } from './bit-field.js';

/** A field of a register, wherever that is. */
export interface FieldPlace {
  readonly register: Register;
  readonly field: Field;
}

/** What the chip itself has to say of a field at this moment, in place of what is stored. */
export type LiveFields = ReadonlyMap<string, () => number>;

/** The registers of a chip: one word each, as after power-up to begin with. */
export class RegisterFile {
  readonly #byAddress: ReadonlyMap<number, Register>;
  readonly #places: ReadonlyMap<string, readonly FieldPlace[]>;
  readonly #words = new Map<Register, number>();
  readonly #live: LiveFields;

  constructor(map: RegisterMap, live: LiveFields = new Map()) {
    this.#byAddress = new Map(map.registers.map((register) => [register.address, register]));
    const places = new Map<string, FieldPlace[]>();
    for (const register of map.registers) {
      for (const field of register.fields) {
        const same = places.get(field.name) ?? [];
        places.set(field.name, [...same, { register, field }]);
      }
    }
    this.#places = places;
    for (const register of map.registers) this.#words.set(register, register.reset ?? 0);
    this.#live = live;
  }

  /** The register at an address. @throws REGISTER_UNKNOWN */
  at(address: number): Register {
    const register = this.#byAddress.get(address);
    if (register === undefined) throw refusal('REGISTER_UNKNOWN', `there is no register at ${hex(address)}`);
    return register;
  }

  /** What the host reads. @throws REGISTER_UNKNOWN, REGISTER_WRITE_ONLY */
  read(address: number): number {
    const register = this.at(address);
    if (register.access === 'writeOnly') throw refusal('REGISTER_WRITE_ONLY', 'cannot be read', register.name);
    let word = this.#stored(register);
    for (const field of register.fields) {
      const live = this.#live.get(field.name);
      if (live !== undefined) word = writeField(word, field, live());
    }
    return word;
  }

  /**
   * Checks a word that the host writes, and keeps it unless the register is write-only.
   * @throws REGISTER_UNKNOWN, REGISTER_READ_ONLY, WORD_RANGE
   */
  write(address: number, word: number): Register {
    const register = this.at(address);
    if (register.access === 'readOnly') throw refusal('REGISTER_READ_ONLY', 'cannot be written', register.name);
    if (!(Number.isInteger(word) && word >= 0 && word < 2 ** register.width))
      throw refusal('WORD_RANGE', `${word} is no word of ${register.width} bits`, register.name);
    if (register.access === 'readWrite') this.#words.set(register, word);
    return register;
  }

  /** Whether the chip has a field of this name. */
  has(name: string): boolean {
    return this.#places.has(name);
  }

  /** Where fields of this name are; none on a chip without. */
  places(name: string): readonly FieldPlace[] {
    return this.#places.get(name) ?? [];
  }

  /** Value of the field of this name; `otherwise` on a chip without. */
  get(name: string, otherwise = 0): number {
    const [place] = this.places(name);
    return place === undefined ? otherwise : this.valueAt(place);
  }

  valueAt({ register, field }: FieldPlace): number {
    return readField(this.#stored(register), field);
  }

  /** The chip changes a field itself. Does nothing on a chip without. */
  set(name: string, value: number): void {
    for (const place of this.places(name)) this.setAt(place, value);
  }

  setAt({ register, field }: FieldPlace, value: number): void {
    this.#words.set(register, writeField(this.#stored(register), field, value));
  }

  #stored(register: Register): number {
    return this.#words.get(register) as number;
  }
}
