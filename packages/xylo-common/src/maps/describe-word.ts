import { XylopipeError } from '@xylopipe/core';
import { type Field, fieldMask, getField, requireWord } from './field.js';
import type { MemoryBank } from './memory-map.js';

/**
 * What a word of a memory says, for people: `HCRAM[3] = 0x5 (isTarget: 1, ...)`. `index` is its place in the bank, from 0 on.
 * @throws WORD_RANGE for a word that the bank cannot hold, or a place that it does not have
 */
export function describeWord(bank: MemoryBank, index: number, word: number): string {
  const { name, wordWidth, words, fields } = bank;
  if (!(Number.isInteger(index) && index >= 0 && index < words)) throw noSuchWord(bank, index);
  return described({ name: `${name}[${index}]`, width: wordWidth, fields }, word);
}

/** A word with its name, its bits and what they mean. Throws `WORD_RANGE` for a word of more bits. */
export function described(
  { name, width, fields }: { readonly name: string; readonly width: number; readonly fields: readonly Field[] },
  word: number,
): string {
  requireWord(word, name, width);
  const pairs = fields.map((field) => `${field.name}: ${getField(word, field)}`);
  const known = fields.reduce((mask, field) => mask | fieldMask(field), 0);
  const others = (word & ~known) >>> 0;
  if (others !== 0 && pairs.length > 0) pairs.push(`other bits: ${hex(others, width)}`);
  const text = `${name} = ${hex(word, width)}`;
  return pairs.length === 0 ? text : `${text} (${pairs.join(', ')})`;
}

const hex = (word: number, width: number): string =>
  `0x${word
    .toString(16)
    .toUpperCase()
    .padStart(Math.ceil(width / 4), '0')}`;

function noSuchWord({ name, words }: MemoryBank, measured: number): XylopipeError {
  const [code, message, limit] = ['WORD_RANGE', `there is no word ${measured}`, `0..${words - 1}`];
  return new XylopipeError(code, message, {
    who: name,
    issues: [{ code, severity: 'error', at: [name], measured, limit, message }],
  });
}
