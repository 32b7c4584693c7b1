import type { Words } from '../bus/operation.js';
import type { ByteReader } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';

/** Bytes of a word on the wire. */
export type WordWidth = 1 | 2 | 4;

/** Bytes of words before the words: width and count. */
export const WORDS_HEAD = 5;

const LITTLE_ENDIAN = /* @__PURE__ */ new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** The fewest bytes that hold every one of the words. */
export function wordWidth(words: Words): WordWidth {
  if (words instanceof Uint8Array) return 1;
  let all = 0;
  // More than the array's type says need not be looked for.
  const enough = words instanceof Uint16Array ? 0xff : 0xffff;
  for (let i = 0; i < words.length && all >>> 0 <= enough; i++) all |= words[i]!;
  return all >>> 8 === 0 ? 1 : all >>> 16 === 0 ? 2 : 4;
}

/** Writes width, count and words. */
export function writeWords(to: ByteWriter, words: Words, field: string): void {
  const width = wordWidth(words);
  to.u8(width, field);
  to.u32(words.length, `${field}.length`);
  const at = to.skip(words.length * width);
  const same = words.BYTES_PER_ELEMENT === width;
  const narrow = same ? words : width === 1 ? new Uint8Array(words) : new Uint16Array(words);
  to.bytes.set(new Uint8Array(narrow.buffer, narrow.byteOffset, narrow.byteLength), at);
  if (!LITTLE_ENDIAN) reverseEach(to.bytes.subarray(at, at + narrow.byteLength), width);
}

/** Reads what {@link writeWords} has written, into an array of the width that was sent. */
export function readWords(from: ByteReader, field: string): Words {
  const width = from.u8(`width of ${field}`);
  if (width !== 1 && width !== 2 && width !== 4) from.refuse(`words of ${width} bytes in ${field}`, 1);
  const count = from.u32(`count of ${field}`);
  const at = from.skip(count * width, field);
  const bytes = new Uint8Array(from.bytes.subarray(at, at + count * width));
  if (!LITTLE_ENDIAN) reverseEach(bytes, width);
  return width === 1 ? bytes : width === 2 ? new Uint16Array(bytes.buffer) : new Uint32Array(bytes.buffer);
}

/** Turns around the bytes of each word, in place: what platforms need whose arrays are big endian. */
export function reverseEach(bytes: Uint8Array, width: WordWidth): void {
  for (let at = 0; at < bytes.length; at += width) bytes.subarray(at, at + width).reverse();
}
