import { Dice } from './dice.js';
import type { FaultRule } from './fault.js';

const OPCODE = 3;

/** Finds the frames that one rule hits. Rolls its own dice, so that what happens elsewhere changes nothing. */
export class FaultTarget {
  readonly rule: FaultRule;
  readonly dice: Dice;
  #left: number;
  #seen = 0;

  constructor(rule: FaultRule, seed: number) {
    this.rule = rule;
    this.dice = new Dice(seed);
    this.#left = rule.at?.times ?? (rule.at?.chance === undefined ? 1 : Number.POSITIVE_INFINITY);
  }

  /** Where the next frame, which begins at byte `start` of its direction, would be hit; undefined if it is not. */
  placeIn(frame: Uint8Array, start: number): number | undefined {
    const { opcode, nth = 0, chance = 1, offset, byte } = this.rule.at ?? {};
    if (byte !== undefined) return byte >= start && byte < start + frame.length ? byte - start : undefined;
    if (opcode !== undefined && frame[OPCODE] !== opcode) return undefined;
    if (frame.length <= (offset ?? 0)) return undefined;
    const seen = this.#seen++;
    if (seen < nth) return undefined;
    // Rolled for each frame, so that the numbers of later ones do not depend on what came of earlier ones.
    const roll = this.dice.fraction();
    const place = offset ?? this.dice.integer(this.#first(frame), frame.length);
    return roll < chance && this.#left > 0 ? place : undefined;
  }

  /** It was hit. */
  used(): void {
    this.#left--;
  }

  /** To split before the first byte would be to do nothing. */
  #first(frame: Uint8Array): number {
    return this.rule.fault.type === 'split' && frame.length > 1 ? 1 : 0;
  }
}
