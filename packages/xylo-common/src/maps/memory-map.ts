import { XylopipeError } from '@xylopipe/core';
import type { BankContent } from './bank-content.js';
import type { Field } from './field.js';
import type { Provenance } from './provenance.js';

/** A memory: words of one layout at consecutive addresses. */
export interface MemoryBank {
  /** The vendor's name, e.g. `IWTRAM`. Unique in its map. */
  readonly name: string;
  readonly content: BankContent;
  /** Of the first word; every word takes one address. */
  readonly address: number;
  readonly words: number;
  /** Bits of a word, at most 32. */
  readonly wordWidth: number;
  /** What each word consists of, lowest bits first. */
  readonly fields: readonly Field[];
  /** Whether the chip itself changes it while it evolves. */
  readonly volatile: boolean;
  /** What it holds, and in which order. */
  readonly description: string;
  readonly provenance: Provenance;
}

/** The memories of a chip. */
export interface MemoryMap {
  readonly chipId: string;
  /** Ascending by address. */
  readonly banks: readonly MemoryBank[];
}

/** The bank that an address belongs to; `undefined` where none does. */
export const bankAt = (map: MemoryMap, address: number): MemoryBank | undefined =>
  map.banks.find((bank) => address >= bank.address && address < bank.address + bank.words);

/** The bank that holds something. Throws `BANK_UNKNOWN` where the chip has none, e.g. for `bias` on one without biases. */
export function bankOf(map: MemoryMap, content: BankContent): MemoryBank {
  const bank = map.banks.find((candidate) => candidate.content === content);
  if (bank === undefined) throw new XylopipeError('BANK_UNKNOWN', `no memory holds ${content}`, { who: map.chipId });
  return bank;
}
