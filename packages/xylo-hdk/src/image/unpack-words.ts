import type { Words } from '@xylopipe/hdk-transport';
import { getField, type MemoryBank } from '@xylopipe/xylo-common/maps';

/** The values of the first field of a bank's words. */
export function unpackWords({ fields }: MemoryBank, words: Words): Int32Array {
  const [field] = fields;
  return Int32Array.from(words, (word) => getField(word, field));
}
