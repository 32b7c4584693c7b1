import type { Field } from '@xylopipe/xylo-common/maps';

// Of the maps the board takes data alone: how bits are read is its own affair, as it is on a chip. Who packs words wrongly
// is then not understood by somebody who makes the same mistake.

/** Where a field is in its word. */
type Place = Pick<Field, 'lsb' | 'width'>;

/** Ones in the field's bits, unsigned. */
export const onesOf = ({ lsb, width }: Place): number => ((-1 >>> (32 - width)) << lsb) >>> 0;

/** What a field of a word says: in two's complement where it is signed. */
export function readField(word: number, { lsb, width, signed }: Pick<Field, 'lsb' | 'width' | 'signed'>): number {
  const highest = word << (32 - lsb - width);
  return signed === true ? highest >> (32 - width) : highest >>> (32 - width);
}

/** The word, unsigned, with another value in a field. The value is one that fits. */
export function writeField(word: number, field: Place, value: number): number {
  const ones = onesOf(field);
  return ((word & ~ones) | ((value << field.lsb) & ones)) >>> 0;
}
