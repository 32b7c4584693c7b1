import { Inflate } from 'fflate';

/** Bytes that are inflated at once: they become a thousand times as many at most. */
const PIECE = 1 << 14;

/** What was deflated. Throws a `RangeError` before it is larger than `most` bytes by much. */
export function inflateWithin(bytes: Uint8Array, most: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const inflate = new Inflate((chunk) => {
    size += chunk.length;
    if (size > most) throw new RangeError('it is too large');
    chunks.push(chunk);
  });
  for (let at = 0; at < bytes.length; at += PIECE) {
    inflate.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
  }
  return joined(chunks, size);
}

/** Chunks behind each other, `size` bytes in all. */
export function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
