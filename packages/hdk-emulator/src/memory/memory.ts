import type { Words } from '@xylopipe/hdk-transport';
import type { BankContent, MemoryMap } from '@xylopipe/xylo-common/maps';
import { hex, refusal } from '../refuse.js';
import { BankWords } from './memory-bank.js';

/** A part of a run of addresses that lies in one bank. */
interface Part {
  readonly bank: BankWords;
  /** Index of its first word in the bank, and in the run. */
  readonly first: number;
  readonly at: number;
  readonly count: number;
}

/** The memories of a chip. */
export class Memory {
  readonly banks: readonly BankWords[];
  #version = 0;

  constructor(map: MemoryMap) {
    this.banks = map.banks.map((bank) => new BankWords(bank));
  }

  /** Another number whenever words changed that the chip does not change itself. */
  get version(): number {
    return this.#version;
  }

  /** The bank that holds something; `undefined` on a chip without. */
  find(content: BankContent): BankWords | undefined {
    return this.banks.find(({ bank }) => bank.content === content);
  }

  /** @throws MEMORY_UNKNOWN */
  read(address: number, count: number): Words {
    const parts = this.#parts(address, count);
    const widest = Math.max(0, ...parts.map(({ bank }) => bank.words.BYTES_PER_ELEMENT));
    const words = widest <= 1 ? new Uint8Array(count) : widest === 2 ? new Uint16Array(count) : new Uint32Array(count);
    for (const { bank, first, at, count: length } of parts) words.set(bank.words.subarray(first, first + length), at);
    return words;
  }

  /** Writes all words, or none where one does not fit; none into banks of `except`. @throws MEMORY_UNKNOWN, WORD_RANGE */
  write(address: number, words: Words, except: (bank: BankWords) => boolean = () => false): void {
    const parts = this.#parts(address, words.length);
    for (const part of parts) check(part, words);
    for (const { bank, first, at, count } of parts) {
      if (except(bank)) continue;
      bank.words.set(words.subarray(at, at + count), first);
      this.changed(bank);
    }
  }

  /** Words of a bank are others now. */
  changed(bank: BankWords): void {
    bank.settle();
    if (!bank.bank.volatile) this.#version++;
  }

  /** The chip has changed its states. */
  settleStates(): void {
    for (const bank of this.banks) if (bank.bank.volatile) bank.settle();
  }

  /** All states to 0. */
  clearStates(): void {
    for (const { bank, words } of this.banks) if (bank.volatile) words.fill(0);
    this.settleStates();
  }

  #parts(address: number, count: number): readonly Part[] {
    const parts: Part[] = [];
    let at = 0;
    while (at < count) {
      const next = address + at;
      const bank = this.banks.find(({ bank }) => next >= bank.address && next < bank.address + bank.words);
      if (bank === undefined) throw refusal('MEMORY_UNKNOWN', `there is no memory at ${hex(next)}`);
      const first = next - bank.bank.address;
      const length = Math.min(count - at, bank.bank.words - first);
      parts.push({ bank, first, at, count: length });
      at += length;
    }
    return parts;
  }
}

function check({ bank, first, at, count }: Part, words: Words): void {
  for (let i = 0; i < count; i++) {
    const word = words[at + i];
    if ((word & ~bank.mask) !== 0)
      throw refusal('WORD_RANGE', `${hex(word)} does not fit into word ${first + i}`, bank.bank.name);
  }
}
