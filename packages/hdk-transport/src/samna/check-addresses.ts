import type { Issue } from '@xylopipe/core';
import type { AddressRange, SamnaDevice } from './devices/samna-device.js';
import { rangeIssues, refusal } from './operation-issue.js';

const MAX_ADDRESS = 0xffff_ffff;

/** Why a register is not touched. */
export function registerIssues({ chipId, registers }: SamnaDevice, address: number): Issue[] {
  const wrong = rangeIssues('address', address, 0, MAX_ADDRESS);
  if (wrong.length > 0 || registers.some((range) => isIn(range, address, 1))) return wrong;
  return [
    refusal('ADDRESS_NOT_PUBLIC', ['address'], `no public source names this register of ${chipId}`, undefined, address),
  ];
}

/** Why words of a memory are not read. */
export function memoryIssues({ chipId, memories }: SamnaDevice, address: number, count: number): Issue[] {
  const wrong = [...rangeIssues('address', address, 0, MAX_ADDRESS), ...rangeIssues('count', count, 0, MAX_ADDRESS)];
  if (wrong.length > 0 || memories.some((range) => isIn(range, address, count))) return wrong;
  const names = memories.map(({ name }) => name).join(', ') || 'none';
  return [
    refusal(
      'ADDRESS_NOT_PUBLIC',
      ['address'],
      `these are not the words of one memory of ${chipId} whose addresses are public`,
      `those that are: ${names}`,
      address,
    ),
  ];
}

const isIn = ({ first, count }: AddressRange, address: number, length: number): boolean =>
  address >= first && address + length <= first + count;
