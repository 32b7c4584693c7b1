import { fieldMask, getField, requireWord } from './field.js';
import type { Register } from './register-map.js';

/**
 * What a register's word says, for people: `CTRL1 = 0x00000105 (MAN: 1, ...)`. Ones in bits of no field are told as
 * `other bits`. Throws `WORD_RANGE` for a word that the register cannot hold.
 */
export function describeRegister(register: Register, word: number): string {
  requireWord(word, register.name, register.width);
  const pairs = register.fields.map((field) => `${field.name}: ${getField(word, field)}`);
  const known = register.fields.reduce((mask, field) => mask | fieldMask(field), 0);
  const others = (word & ~known) >>> 0;
  if (others !== 0 && pairs.length > 0) pairs.push(`other bits: ${hex(others, register.width)}`);
  const text = `${register.name} = ${hex(word, register.width)}`;
  return pairs.length === 0 ? text : `${text} (${pairs.join(', ')})`;
}

const hex = (word: number, width: number): string =>
  `0x${word
    .toString(16)
    .toUpperCase()
    .padStart(Math.ceil(width / 4), '0')}`;
