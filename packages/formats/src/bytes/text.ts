import { XylopipeError } from '@xylopipe/core';
import { gunzip, isGzip } from './inflation.js';

/** Deeper than any file of ours nests; walking down must not exhaust the stack. */
const MAX_DEPTH = 200;

/** Text of a UTF-8 file, which may be gzipped; a byte order mark is dropped. Throws `TEXT_INVALID`, `GZIP_INVALID`. */
export function textFromBytes(bytes: Uint8Array): string {
  const plain = isGzip(bytes) ? gunzip(bytes) : bytes;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch (cause) {
    throw new XylopipeError('TEXT_INVALID', 'not a text file: its bytes are not UTF-8', {
      hint: 'check that the file is of the kind that its name says',
      cause,
    });
  }
}

/** Parses a JSON file, gzipped or not. Throws `JSON_INVALID`, and what `textFromBytes` throws. */
export function jsonFromBytes(bytes: Uint8Array): unknown {
  const text = textFromBytes(bytes);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new XylopipeError('JSON_INVALID', `not JSON: ${(cause as Error).message}`, {
      hint: 'NaN and Infinity, trailing commas and comments are not JSON',
      cause,
    });
  }
  if (nestsTooDeep(text)) {
    throw new XylopipeError('JSON_INVALID', `the JSON nests deeper than ${MAX_DEPTH} levels`);
  }
  return json;
}

function nestsTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c === '\\') i++;
      else if (c === '"') quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === '[' || c === '{') {
      if (++depth > MAX_DEPTH) return true;
    } else if (c === ']' || c === '}') depth--;
  }
  return false;
}
