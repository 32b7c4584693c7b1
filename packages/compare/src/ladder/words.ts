/** Clamps to the range of 16 bits, -32768 to 32767. */
export const clamp = (x: number): number => Math.min(Math.max(x, -32768), 32767);

/** Wraps to the range of 16 bits, -32768 (inclusive) to 32768 (exclusive), whole or not: of an integer it is `wrap16`. */
export const wrap = (x: number): number => x - 65536 * Math.floor((x + 32768) / 65536);
