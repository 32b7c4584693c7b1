import type { BoardType, Issue } from '@xylopipe/core';
import type { BoardIdentity } from '@xylopipe/hdk-transport';
import { compareVersions } from './firmware-version.js';

/** What a plugin says of the boards that carry its chip. */
export interface BoardsOfChip {
  readonly chipId: string;
  readonly boards: readonly BoardType[];
}

/**
 * What keeps a board from being used as one of a chip: `WRONG_BOARD` where it carries another one, `FIRMWARE_TOO_OLD` for
 * each part of its firmware that is too old, or does not say how old it is.
 */
export function boardIssues(identity: BoardIdentity, { chipId, boards }: BoardsOfChip): readonly Issue[] {
  const type = boards.find(({ deviceTypeName }) => deviceTypeName === identity.deviceTypeName);
  const fits = identity.chipId === '' ? type !== undefined : identity.chipId === chipId;
  if (!fits) return [wrongBoard(identity, chipId, boards)];
  return Object.entries(type?.minFirmware ?? {}).flatMap(([part, needed]) => {
    const found = identity.firmware[part];
    const difference = found === undefined ? undefined : compareVersions(found, needed);
    return difference !== undefined && difference >= 0 ? [] : [tooOld(part, found, needed)];
  });
}

/** A board for messages, e.g. `XyloA2TestBoard 0042 with syns61201`. */
export const describeBoard = ({ deviceTypeName, chipId, serial }: BoardIdentity): string =>
  [deviceTypeName, serial, chipId && `with ${chipId}`].filter((part) => part !== '').join(' ');

const wrongBoard = (identity: BoardIdentity, chipId: string, boards: readonly BoardType[]): Issue => ({
  code: 'WRONG_BOARD',
  severity: 'error',
  at: ['board'],
  measured: describeBoard(identity),
  limit: [chipId, ...boards.map(({ deviceTypeName }) => deviceTypeName)].join(', '),
  message: `the board is not one with ${chipId}`,
  hint: 'choose the board by its serial number or address, or configure the network for the chip that is on it',
});

const tooOld = (part: string, found: string | undefined, needed: string): Issue => ({
  code: 'FIRMWARE_TOO_OLD',
  severity: 'error',
  at: ['board', 'firmware', part],
  measured: found ?? 'not said',
  limit: `${needed} or newer`,
  message: `${part} of the board is ${found ?? 'of no known version'}, at least ${needed} is needed`,
  hint: "update the board's firmware with the vendor's tools",
});
