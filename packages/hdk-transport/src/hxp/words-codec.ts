import type { Words } from '../bus/operation.js';
import type { ByteReader } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';

/** Bytes of a word on the wire. */
export type WordWidth = 1 | 2 | 4;

/** Bytes of words before the words: width and count. */
export const WORDS_HEAD = 5;

/** The fewest bytes that hold every one of the words. */
export function wordWidth(words: Words): WordWidth {
  let all = 0;
  for (let i = 0; i < words.length; i++) all |= words[i]!;
  return all >>> 8 === 0 ? 1 : all >>> 16 === 0 ? 2 : 4;
}

/** Writes width, count and words. */
export function writeWords(to: ByteWriter, words: Words, field: string): void {
  const width = wordWidth(words);
  to.u8(width, field);
  to.u32(words.length, `${field}.length`);
  const { bytes } = to;
  let at = to.skip(words.length * width);
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    bytes[at++] = word;
    if (width === 1) continue;
    bytes[at++] = word >>> 8;
    if (width === 2) continue;
    bytes[at++] = word >>> 16;
    bytes[at++] = word >>> 24;
  }
}

/** Reads what {@link writeWords} has written, into an array of the width that was sent. */
export function readWords(from: ByteReader, field: string): Words {
  const width = from.u8(`width of ${field}`);
  if (width !== 1 && width !== 2 && width !== 4) from.refuse(`words of ${width} bytes in ${field}`, 1);
  const count = from.u32(`count of ${field}`);
  let at = from.skip(count * width, field);
  const { bytes } = from;
  if (width === 1) return bytes.slice(at, at + count);
  if (width === 2) {
    const words = new Uint16Array(count);
    for (let i = 0; i < count; i++, at += 2) words[i] = bytes[at]! | (bytes[at + 1]! << 8);
    return words;
  }
  const words = new Uint32Array(count);
  for (let i = 0; i < count; i++, at += 4)
    words[i] = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
  return words;
}
