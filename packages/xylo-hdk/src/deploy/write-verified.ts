import { type Issue, XylopipeError } from '@xylopipe/core';
import type { Operation, Words } from '@xylopipe/hdk-transport';
import type { RegisterMap } from '@xylopipe/xylo-common/maps';
import type { MemoryImage } from '../image/memory-image.js';
import type { RunOperations } from './chip-port.js';
import { memoryAccess } from './memory-access.js';
import { type Mismatch, mismatchesIn, readOperations, writeOperations, writtenAgain, writtenOf } from './written.js';

/** How to write an image. */
export interface WriteOptions {
  /** What is done before memories are written. */
  readonly before?: readonly Operation[] | undefined;
  /** What brings about the image at the first try. Default: writing it. */
  readonly first?: readonly Operation[] | undefined;
  /** What is done after memories are closed again. */
  readonly after?: readonly Operation[] | undefined;
  /** `none` trusts the board. Default `full`. */
  readonly verify?: 'full' | 'none' | undefined;
}

/**
 * Writes an image and reads it back; words that differ are written once more.
 * @throws VERIFY_FAILED where some still differ, with the first of them as issues. Memories then stay open.
 */
export async function writeVerified(
  run: RunOperations,
  registers: RegisterMap,
  image: MemoryImage,
  { before = [], first, after = [], verify = 'full' }: WriteOptions = {},
): Promise<void> {
  const access = memoryAccess(registers);
  const end = [...access.close, ...after];
  const all = writtenOf(image);
  const begin = [...before, ...access.open, ...(first ?? writeOperations(all))];
  if (verify === 'none') {
    await run([...begin, ...end]);
    return;
  }
  const results = await run([...begin, ...readOperations(all)]);
  const wrong = mismatchesIn(all, results.slice(begin.length) as readonly (number | Words)[]);
  if (wrong.length > 0) {
    const again = writtenAgain(wrong);
    const writes = writeOperations(again);
    const second = await run([...writes, ...readOperations(again)]);
    const left = mismatchesIn(again, second.slice(writes.length) as readonly (number | Words)[]);
    if (left.length > 0) throw verifyFailed(registers.chipId, left);
  }
  await run(end);
}

/**
 * Reads an image back. The chip must be in manual mode.
 * @throws VERIFY_FAILED
 */
export async function verifyImage(run: RunOperations, registers: RegisterMap, image: MemoryImage): Promise<void> {
  const { open, close } = memoryAccess(registers);
  const all = writtenOf(image);
  const results = await run([...open, ...readOperations(all), ...close]);
  const wrong = mismatchesIn(all, results.slice(open.length) as readonly (number | Words)[]);
  if (wrong.length > 0) throw verifyFailed(registers.chipId, wrong);
}

/** Mismatches that are told of. */
const SHOWN = 10;

const verifyFailed = (chipId: string, mismatches: readonly Mismatch[]): XylopipeError =>
  new XylopipeError(
    'VERIFY_FAILED',
    `the board does not hold what was written, in ${mismatches.length} place${mismatches.length === 1 ? '' : 's'}`,
    {
      who: chipId,
      issues: mismatches.slice(0, SHOWN).map(mismatchIssue),
      hint: 'deploy again; if it fails in the same places, the board is damaged or is not what it says',
    },
  );

function mismatchIssue({ place, index, expected, found }: Mismatch): Issue {
  const at = 'register' in place ? [place.register.name] : [place.bank.name, index];
  return {
    code: 'READ_BACK',
    severity: 'error',
    at,
    measured: hex(found),
    limit: hex(expected),
    message: `${at[0]} holds something else than was written`,
  };
}

const hex = (word: number): string => `0x${word.toString(16).toUpperCase()}`;
