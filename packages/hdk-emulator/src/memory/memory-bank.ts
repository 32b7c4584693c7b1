import type { Field, MemoryBank } from '@xylopipe/xylo-common/maps';
import { onesOf, readField } from '../registers/bit-field.js';

/** A bit that keeps its value, whatever is written. */
interface StuckBit {
  readonly word: number;
  readonly mask: number;
  readonly value: number;
}

/** The words of one bank, 0 after power-up. */
export class BankWords {
  readonly bank: MemoryBank;
  /** In the narrowest type that holds a word. */
  readonly words: Uint8Array | Uint16Array | Uint32Array;
  /** Ones in the bits of the bank's fields: all others are 0. */
  readonly mask: number;
  /** The one number of its words, if they are one and signed. */
  readonly #signed: Field | undefined;
  readonly #stuck: StuckBit[] = [];

  constructor(bank: MemoryBank) {
    this.bank = bank;
    this.words =
      bank.wordWidth <= 8
        ? new Uint8Array(bank.words)
        : bank.wordWidth <= 16
          ? new Uint16Array(bank.words)
          : new Uint32Array(bank.words);
    this.mask = bank.fields.reduce((mask, field) => mask + onesOf(field), 0);
    const [field] = bank.fields;
    this.#signed = bank.fields.length === 1 && field?.signed === true ? field : undefined;
  }

  /** What a word says, of a bank whose words are one number: signed where its field is. */
  value(index: number): number {
    const word = this.words[index];
    return this.#signed === undefined ? word : readField(word, this.#signed);
  }

  /** Another value of one bit, once. */
  flip(word: number, bit: number): void {
    this.words[word] ^= 1 << bit;
  }

  /** The bit has the other value than now, for good. */
  stick(word: number, bit: number): void {
    this.flip(word, bit);
    this.#stuck.push({ word, mask: 1 << bit, value: this.words[word] & (1 << bit) });
  }

  /** To be called after every change: stuck bits have not changed. */
  settle(): void {
    for (const { word, mask, value } of this.#stuck) this.words[word] = (this.words[word] & ~mask) | value;
  }
}
