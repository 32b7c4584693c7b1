import type { Operation, Words } from '@xylopipe/hdk-transport';
import { fieldMask, type MemoryBank } from '@xylopipe/xylo-common/maps';
import type { RegisterWrite } from '../image/control-words.js';
import type { MemoryImage } from '../image/memory-image.js';

/** Words that belong into a bank, from word `first` on. */
interface WordRun {
  readonly bank: MemoryBank;
  readonly first: number;
  readonly words: Words;
}

/** What is to stand on a chip: all of an image, or what of it has to be written again. */
export interface Written {
  readonly registers: readonly RegisterWrite[];
  readonly runs: readonly WordRun[];
}

/** A register or word that holds something else than was written. */
export interface Mismatch {
  readonly place: RegisterWrite | WordRun;
  /** Of the word in its bank; of registers the address. */
  readonly index: number;
  readonly expected: number;
  readonly found: number;
}

/** The whole of an image. */
export const writtenOf = ({ registers, banks }: MemoryImage): Written => ({
  registers,
  runs: banks.flatMap(({ bank, words }) => (words.length === 0 ? [] : [{ bank, first: 0, words }])),
});

/** What the chip leaves alone, and its states. */
export const parted = ({ registers, runs }: Written): { readonly lasting: Written; readonly states: Written } => ({
  lasting: { registers, runs: runs.filter(({ bank }) => !bank.volatile) },
  states: { registers: [], runs: runs.filter(({ bank }) => bank.volatile) },
});

/** Writes it all: memories, then registers. */
export const writeOperations = ({ registers, runs }: Written): readonly Operation[] => [
  ...runs.map(({ bank, first, words }): Operation => ({ op: 'writeMemory', address: bank.address + first, words })),
  ...registers.map(({ address, mask, value }): Operation => ({ op: 'modifyRegister', address, mask, value })),
];

/** Reads back all that can be read, in the order that {@link mismatchesIn} takes. */
export const readOperations = (written: Written): readonly Operation[] => [
  ...written.runs.map(
    ({ bank, first, words }): Operation => ({
      op: 'readMemory',
      address: bank.address + first,
      count: words.length,
    }),
  ),
  ...readable(written).map(({ address }): Operation => ({ op: 'readRegister', address })),
];

/** Compares what was read with what was written, in the bits that the maps know and the host may set. */
export function mismatchesIn(written: Written, results: readonly (number | Words | undefined)[]): readonly Mismatch[] {
  const mismatches: Mismatch[] = [];
  written.runs.forEach((place, i) => {
    const { bank, first, words } = place;
    const found = results[i] as Words;
    const mask = bank.fields.reduce((bits, field) => bits | fieldMask(field), 0);
    for (let w = 0; w < words.length; w++)
      if (((found[w] ^ words[w]) & mask) !== 0)
        mismatches.push({ place, index: first + w, expected: words[w], found: found[w] });
  });
  readable(written).forEach((place, i) => {
    const found = results[written.runs.length + i] as number;
    if (((found ^ place.value) & place.mask) !== 0)
      mismatches.push({ place, index: place.address, expected: place.value, found: (found & place.mask) >>> 0 });
  });
  return mismatches;
}

/** What has to be written again, consecutive words together. */
export function writtenAgain(mismatches: readonly Mismatch[]): Written {
  const registers: RegisterWrite[] = [];
  const runs: WordRun[] = [];
  let last: { place: WordRun; from: number; to: number } | undefined;
  const endRun = (): void => {
    if (last === undefined) return;
    const { place, from, to } = last;
    runs.push({ ...place, first: from, words: place.words.subarray(from - place.first, to - place.first) });
  };
  for (const { place, index } of mismatches) {
    if ('register' in place) registers.push(place);
    else if (last !== undefined && last.place === place && last.to === index) last.to++;
    else {
      endRun();
      last = { place, from: index, to: index + 1 };
    }
  }
  endRun();
  return { registers, runs };
}

/** States are read, too: no timestep is processed between writing and reading. */
const readable = ({ registers }: Written): readonly RegisterWrite[] =>
  registers.filter(({ register }) => register.access === 'readWrite' && !register.volatile);
