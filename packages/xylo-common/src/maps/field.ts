import { signedRange, unsignedRange, XylopipeError } from '@xylopipe/core';
import type { Provenance } from './provenance.js';

/** Widest word of a register or memory. */
export const MAX_WORD_WIDTH = 32;

/** Consecutive bits of a word that mean one thing. */
export interface Field {
  /** The vendor's name in registers, e.g. `IWBS`; our word in memories, e.g. `weight`. Unique in its word. */
  readonly name: string;
  /** Lowest bit, 0 for the least significant one. */
  readonly lsb: number;
  /** Number of bits, 1 to 32. */
  readonly width: number;
  /** Whether it is in two's complement; default false. */
  readonly signed?: boolean | undefined;
  readonly description: string;
  /** Where it differs from the provenance of the register or bank. */
  readonly provenance?: Provenance | undefined;
}

/** What few fields have. */
export type FieldExtras = Partial<Pick<Field, 'signed' | 'provenance'>>;

/** The field in bits `msb` to `lsb`, as data sheets write them. */
export const bits = (name: string, msb: number, lsb: number, description: string, extras: FieldExtras = {}): Field => ({
  name,
  lsb,
  width: msb - lsb + 1,
  description,
  ...extras,
});

/** The field of one bit. */
export const bit = (name: string, lsb: number, description: string, extras: FieldExtras = {}): Field =>
  bits(name, lsb, lsb, description, extras);

/** Smallest and largest value of a field. */
export const fieldRange = ({ signed, width }: Field): readonly [min: number, max: number] =>
  signed ? signedRange(width) : unsignedRange(width);

/** A word with ones in the field's bits and zeros elsewhere, unsigned. */
export const fieldMask = ({ lsb, width }: Pick<Field, 'lsb' | 'width'>): number => (2 ** width - 1) * 2 ** lsb;

/** Value of a field in `word`, an unsigned integer of at most 32 bits. Throws `WORD_RANGE` for any other word. */
export function getField(word: number, field: Field): number {
  requireWord(word, field.name);
  const value = ((word & fieldMask(field)) >>> field.lsb) >>> 0;
  return field.signed && value >= 2 ** (field.width - 1) ? value - 2 ** field.width : value;
}

/**
 * `word` with another value in a field, all other bits as they were. Nothing is cut to fit: throws `FIELD_RANGE` for a
 * value that the field cannot hold, and `WORD_RANGE` for a word that is no unsigned integer of at most 32 bits.
 */
export function setField(word: number, field: Field, value: number): number {
  requireWord(word, field.name);
  const [min, max] = fieldRange(field);
  if (!(Number.isInteger(value) && value >= min && value <= max)) {
    throw refusal('FIELD_RANGE', field.name, value, `${min}..${max}`, 'does not fit into the field');
  }
  const mask = fieldMask(field);
  return ((word & ~mask) | ((value << field.lsb) & mask)) >>> 0;
}

/** Throws `WORD_RANGE` unless `word` is an unsigned integer of at most `width` bits. */
export function requireWord(word: number, who: string, width: number = MAX_WORD_WIDTH): void {
  const [min, max] = unsignedRange(width);
  if (!(Number.isInteger(word) && word >= min && word <= max)) {
    throw refusal('WORD_RANGE', who, word, `${min}..${max}`, `is no unsigned word of ${width} bits`);
  }
}

function refusal(code: string, who: string, measured: number, limit: string, what: string): XylopipeError {
  return new XylopipeError(code, `${measured} ${what}`, {
    who,
    issues: [{ code, severity: 'error', at: [who], measured, limit, message: `${who} ${what}` }],
  });
}
