/** Random numbers by a seed, xorshift of 32 bits: the same ones everywhere, and fast enough for whole weight matrices. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    // Neighbouring seeds must not give alike numbers, and a state of 0 would stay.
    const mixed = Math.imul(seed ^ (seed >>> 16) ^ 0x9e3779b9, 0x85ebca6b);
    this.#state = (mixed ^ (mixed >>> 13)) >>> 0 || 1;
    for (let i = 0; i < 8; i++) this.#next();
  }

  /** An integer, both ends included. */
  integer(min: number, max: number): number {
    return min + (this.#next() % (max - min + 1));
  }

  /** True in `share` of all cases, 0 to 1. */
  chance(share: number): boolean {
    return this.#next() < share * 2 ** 32;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.integer(0, choices.length - 1)] as T;
  }

  /** `length` integers, each of its own roll. */
  list(length: number, roll: (i: number) => number): Float64Array {
    return Float64Array.from({ length }, (_, i) => roll(i));
  }

  #next(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return this.#state;
  }
}
