/** Smallest and largest value of a signed 16-bit state. */
export const INT16_MIN = -32768;
export const INT16_MAX = 32767;

/** Clamps an integer to the signed range of `bits` bits (2 to 32): -2^(bits-1) .. 2^(bits-1)-1. */
export function saturate(x: number, bits: number): number {
  const top = 2 ** (bits - 1);
  return Math.min(Math.max(x, -top), top - 1);
}

/** Clamps an integer to -32768..32767. In literals: engines read an exported constant anew at every call, at half the speed. */
export const saturate16 = (x: number): number => Math.min(Math.max(x, -32768), 32767);

/** Wraps an integer to 16 bits, two's complement: 32768 becomes -32768. */
export const wrap16 = (x: number): number => (x << 16) >> 16;

/** Arithmetic shift right of a 32-bit integer: floors toward minus infinity, so -5 by 1 is -3. */
export const shiftRight = (x: number, by: number): number => x >> by;

/**
 * What a state loses in one timestep: `x >> dash`, but at least 1 while `x` is positive, so that it reaches zero.
 * A negative `x` needs no such help: its shift bottoms out at -1. `dash` 0 gives `x` itself.
 */
export function leak(x: number, dash: number): number {
  const shifted = x >> dash;
  return shifted === 0 && x > 0 ? 1 : shifted;
}

/** One timestep of bit-shift decay: `x - leak(x, dash)`. */
export const decay = (x: number, dash: number): number => x - leak(x, dash);
