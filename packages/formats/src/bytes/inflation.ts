import { XylopipeError } from '@xylopipe/core';
import { gunzipSync } from 'fflate';
import { crc32 } from './crc32.js';

/** What a byte of deflated data can unpack to at most: a copy of 258 bytes costs at least 2 bits. */
export const MAX_DEFLATE_RATIO = 1032;

/** Header and trailer of a gzip file. */
const MIN_GZIP_SIZE = 18;

/** Whether the bytes begin as a gzip file does. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * Unpacks a gzip file of one member, checking size and checksum, which fflate does not.
 * @throws GZIP_INVALID if anything is missing or damaged.
 */
export function gunzip(bytes: Uint8Array): Uint8Array {
  if (bytes.length < MIN_GZIP_SIZE) throw damaged(`it has only ${bytes.length} bytes`);
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 8, 8);
  const size = trailer.getUint32(4, true);
  if (size > bytes.length * MAX_DEFLATE_RATIO) throw damaged(`${bytes.length} bytes cannot unpack to ${size}`);
  let unpacked: Uint8Array;
  try {
    unpacked = gunzipSync(bytes, { out: new Uint8Array(size) });
  } catch (cause) {
    throw damaged('its data cannot be unpacked', cause);
  }
  if (unpacked.length !== size || crc32(unpacked) !== trailer.getUint32(0, true)) {
    throw damaged('its checksum does not match');
  }
  return unpacked;
}

function damaged(what: string, cause?: unknown): XylopipeError {
  const hint = 'copy or download the file again; of several gzip files in one, join the contents instead';
  return new XylopipeError('GZIP_INVALID', `not a whole gzip file: ${what}`, { hint, cause });
}
