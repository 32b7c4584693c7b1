/** Random numbers by a seed, the same ones everywhere. Mulberry32 of Tommy Ettinger, public domain. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** At least 0, less than 1. */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let x = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `min` to below `end`. */
  integer(min: number, end: number): number {
    return min + Math.floor(this.fraction() * (end - min));
  }
}
