import { XylopipeError } from '@xylopipe/core';
import { type DeviceInfo, type SamnaBoard, samnaBoard } from './samna-board.js';
import type { OpenSamnaOptions } from './samna-options.js';

/**
 * The only board that fits. One that is refused counts only where there is no other.
 * @throws SAMNA_NOT_FOUND, SAMNA_AMBIGUOUS, and the code of its refusal
 */
export function chooseBoard(
  infos: readonly DeviceInfo[],
  standIn: boolean,
  { serial, address, deviceTypeName }: OpenSamnaOptions,
): { readonly info: DeviceInfo; readonly board: SamnaBoard } {
  const all = infos.map((info) => ({ info, board: samnaBoard(info, standIn) }));
  const fitting = all.filter(
    ({ info, board }) =>
      (serial === undefined || serial === info.serial_number || serial === board.serial) &&
      (address === undefined || address === board.address) &&
      (deviceTypeName === undefined || deviceTypeName === board.deviceTypeName),
  );
  const usable = fitting.filter(({ board }) => board.refusal === undefined);
  const [chosen, second] = usable.length > 0 ? usable : fitting;
  if (chosen === undefined) {
    throw new XylopipeError('SAMNA_NOT_FOUND', 'samna sees no such board', {
      who: 'samna',
      hint:
        all.length === 0
          ? 'is it plugged in, and may this user open it? See the udev rule'
          : `there are: ${namesOf(all)}`,
    });
  }
  if (second !== undefined) {
    throw new XylopipeError('SAMNA_AMBIGUOUS', 'there are several such boards', {
      who: 'samna',
      hint: `name one by its address: ${namesOf(usable.length > 0 ? usable : fitting)}`,
    });
  }
  const { refusal } = chosen.board;
  if (refusal !== undefined) {
    throw new XylopipeError(refusal.code, refusal.message, {
      who: `samna ${chosen.board.address}`,
      issues: [refusal],
      ...(refusal.hint !== undefined && { hint: refusal.hint }),
    });
  }
  return chosen;
}

const namesOf = (all: readonly { readonly board: SamnaBoard }[]): string =>
  all.map(({ board }) => `${board.address} (${board.deviceTypeName}${board.serial && `, ${board.serial}`})`).join(', ');
