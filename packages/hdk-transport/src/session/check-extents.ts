import type { Issue } from '@xylopipe/core';
import type { Operation } from '../bus/operation.js';

/** Most words that one operation reads: more than any chip has, and 64 MiB of answers. */
export const MAX_WORDS = 2 ** 24;

/** Addresses are 32 bits. */
const END = 2 ** 32;

/** What is too long as a whole. Values that do not fit by themselves are found when they are written. */
export function checkExtents(operations: readonly Operation[]): Issue[] {
  return operations.flatMap((operation, index) => {
    if (operation.op !== 'readMemory' && operation.op !== 'writeMemory') return [];
    const { op, address } = operation;
    const count = op === 'readMemory' ? operation.count : operation.words.length;
    if (address >>> 0 !== address || count >>> 0 !== count) return [];
    const issue = (field: string, measured: number, limit: number, message: string): Issue[] => [
      { code: 'VALUE_RANGE', severity: 'error', at: ['operations', index, field], measured, limit, message },
    ];
    if (op === 'readMemory' && count > MAX_WORDS)
      return issue('count', count, MAX_WORDS, `${count} words are more than one operation reads`);
    if (address + count > END)
      return issue('address', address, END - count, `${count} words from ${address} on go beyond the last address`);
    return [];
  });
}
