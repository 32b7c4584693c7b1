import { listSamnaBoards, openSamnaBus, type SamnaBoard } from '@xylopipe/hdk-transport/samna';
import type { BoardFinder, FoundBoard } from '@xylopipe/xylo-hdk';
import { from, map, mergeMap } from 'rxjs';
import { samnaPython } from './samna-python.js';

/**
 * Finds boards through the vendor's samna, which opens none of them and does not say what firmware they have. It tells
 * nothing of boards that come and go: those that are there are all.
 */
export function samnaFinder(): BoardFinder {
  const found = new WeakMap<FoundBoard, SamnaBoard>();
  const list: BoardFinder['list'] = async ({ signal } = {}) =>
    (await listSamnaBoards({ ...samnaPython(), signal })).map((samnaBoard) => {
      const { deviceTypeName, chipId, serial, address, emulated, refusal } = samnaBoard;
      const board: FoundBoard = {
        address: `samna:${serial || address}`,
        identity: { deviceTypeName, chipId, serial, emulated },
        refusal,
      };
      found.set(board, samnaBoard);
      return board;
    });
  return {
    name: 'samna',
    list,
    changes$: from([undefined]).pipe(
      mergeMap(() => list()),
      mergeMap((boards) => boards),
      map((board) => ({ type: 'added', board })),
    ),
    open: (board, { signal } = {}) => openSamnaBus({ ...samnaPython(), address: found.get(board)?.address, signal }),
  };
}
