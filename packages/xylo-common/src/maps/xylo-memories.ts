import type { ChipLimits } from '@xylopipe/core';
import { BANK_CONTENTS, type BankContent, bankWords } from './bank-content.js';
import { defineMemoryMap } from './define-map.js';
import type { MemoryBank, MemoryMap } from './memory-map.js';
import type { Provenance } from './provenance.js';
import { xyloWord } from './xylo-words.js';

/** What a Xylo's memory map has of its own. */
export interface XyloMemoryOptions {
  /** Address of the first word. */
  readonly first: number;
  /** What the vendor's names call hidden neurons: `R` as in RWTRAM (reservoir), or `H` as in HWTRAM. */
  readonly hidden: 'R' | 'H';
  /** Of names and addresses. */
  readonly provenance: (content: BankContent) => Provenance;
  /** Of the layout of words, where it differs. */
  readonly words?: Provenance | undefined;
}

/**
 * The memories of a Xylo: all have the same banks in the same order without gaps, in sizes that follow from the limits, so
 * that every address follows from the first one. The chips' tests hold the addresses against the published ones.
 *
 * Within a bank, rows are as long as what is in use, and output neurons follow the hidden ones in use: so does the public
 * export of SYNS61300, and the others are taken to do alike. A chip knows these numbers from CTRL2 and CTRL3.
 */
export function xyloMemories(
  limits: ChipLimits,
  { first, hidden, provenance, words: ofWords }: XyloMemoryOptions,
): MemoryMap {
  const banks: MemoryBank[] = [];
  let address = first;
  for (const content of BANK_CONTENTS) {
    const words = bankWords(content, limits);
    if (words === 0) continue;
    const name = names[content].replace('?', hidden);
    const layout = xyloWord(content, limits);
    const fields = layout.fields.map((field) => ({ ...field, provenance: field.provenance ?? ofWords }));
    banks.push({ name, content, address, words, ...layout, fields, provenance: provenance(content) });
    address += words;
  }
  return defineMemoryMap({ chipId: limits.chipId, banks }, limits);
}

/** `?` stands for the letter of hidden neurons. */
const names: Readonly<Record<BankContent, string>> = Object.freeze({
  weightsIn: 'IWTRAM',
  weightsIn2: 'IWT2RAM',
  isyn: 'NSCRAM',
  isyn2: '?SC2RAM',
  vmem: 'NMPRAM',
  dashSyn: 'NDSRAM',
  dashSyn2: '?DS2RAM',
  dashMem: 'NDMRAM',
  bias: 'NBRAM',
  threshold: 'NTHRAM',
  aliasFlags: '?CRAM',
  aliasTarget: '?ARAM',
  spikes: '?SPKRAM',
  fanOut: '?EFOCRAM',
  fanOutTargets: '?FORAM',
  weightsRec: '?WTRAM',
  weightsRec2: '?WT2RAM',
  weightsOut: 'OWTRAM',
});
