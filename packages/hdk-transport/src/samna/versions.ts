import { XylopipeError } from '@xylopipe/core';
import type { SamnaDevice } from './devices/samna-device.js';

/** Oldest samna that knows the boards as this bridge does: what Rockpool 3.0.3 asks for. */
export const MIN_SAMNA = '0.46.1';

/** Whether a version is at least another; numbers count, and whatever follows them does not. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [a, b] = [numbersOf(version), numbersOf(oldest)];
  for (let i = 0; i < b.length; i++) {
    if ((a[i] ?? 0) !== b[i]) return (a[i] ?? 0) > b[i]!;
  }
  return a.length > 0;
}

/** @throws SAMNA_VERSION */
export function checkSamna(version: string): void {
  if (isAtLeast(version, MIN_SAMNA)) return;
  throw new XylopipeError('SAMNA_VERSION', `samna ${version} is too old: ${MIN_SAMNA} is the oldest that works`, {
    who: 'samna',
    hint: `python3 -m pip install --upgrade "samna>=${MIN_SAMNA}"`,
  });
}

/** @throws FIRMWARE_OLD with every part that is too old */
export function checkFirmware(
  { deviceTypeName, minFirmware }: SamnaDevice,
  firmware: Readonly<Record<string, string>>,
): void {
  const old = Object.entries(minFirmware).filter(([part, oldest]) => !isAtLeast(firmware[part] ?? '', oldest));
  if (old.length === 0) return;
  throw new XylopipeError('FIRMWARE_OLD', 'the firmware of the board is too old', {
    who: deviceTypeName,
    hint: 'update it with the tools of SynSense; Xylopipe never writes firmware',
    issues: old.map(([part, oldest]) => ({
      code: 'FIRMWARE_OLD',
      severity: 'error',
      at: [part],
      measured: firmware[part] ?? 'unknown',
      limit: oldest,
      message: `${part} is ${firmware[part] ?? 'unknown'}, and has to be ${oldest} at least`,
    })),
  });
}

const numbersOf = (version: string): readonly number[] => {
  const [found] = /^\d+(\.\d+)*/.exec(version.trim()) ?? [''];
  return found === '' ? [] : found.split('.').map(Number);
};
