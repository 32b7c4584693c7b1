import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** How far a real number may be from the recorded one: within `abs + rel * |recorded|`. */
export interface Tolerance {
  readonly abs: number;
  readonly rel: number;
}

const EXACT: Tolerance = { abs: 0, rel: 0 };

/** The first element that differs, as text; `undefined` if none does. */
export function arrayDifference(
  what: string,
  actual: ArrayLike<number>,
  recorded: ArrayLike<number>,
  { abs, rel }: Tolerance = EXACT,
): string | undefined {
  if (actual.length !== recorded.length) return `${what}: ${actual.length} elements, recorded ${recorded.length}`;
  for (let i = 0; i < recorded.length; i++) {
    const [a, r] = [actual[i] as number, recorded[i] as number];
    if (!(Math.abs(a - r) <= abs + rel * Math.abs(r))) return `${what}: element ${i} is ${a}, recorded ${r}`;
  }
  return undefined;
}

/** A difference between two values that JSON can tell apart. */
export function valueDifference(what: string, actual: unknown, recorded: unknown): string | undefined {
  const [a, r] = [JSON.stringify(actual), JSON.stringify(recorded)];
  return a === r ? undefined : `${what}: ${a}, recorded ${r}`;
}

/** SHA-256 of integers as little-endian 16-bit words. */
export function sha256OfInt16(...arrays: readonly ArrayLike<number>[]): string {
  const hash = sha256.create();
  for (const array of arrays) {
    const view = new DataView(new ArrayBuffer(array.length * 2));
    for (let i = 0; i < array.length; i++) view.setInt16(i * 2, array[i] as number, true);
    hash.update(new Uint8Array(view.buffer));
  }
  return bytesToHex(hash.digest());
}

/** The first of several checks that finds a difference; later ones do not run. */
export function firstOf(checks: Iterable<() => string | undefined>): string | undefined {
  for (const check of checks) {
    const difference = check();
    if (difference !== undefined) return difference;
  }
  return undefined;
}
