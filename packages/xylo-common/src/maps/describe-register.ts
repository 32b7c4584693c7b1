import { described } from './describe-word.js';
import type { Register } from './register-map.js';

/**
 * What a register's word says, for people: `CTRL1 = 0x00000105 (MAN: 1, ...)`. Ones in bits of no field are told as
 * `other bits`. Throws `WORD_RANGE` for a word that the register cannot hold.
 */
export const describeRegister = (register: Register, word: number): string => described(register, word);
