import type { VirtualBoard } from '@xylopipe/hdk-emulator';
import type { ConnectBoard } from '@xylopipe/xylo-hdk';

/** Ways to a board, as the table has them. */
export type LinkName = 'loopback' | 'tcp' | 'unix' | 'usb';

/** A board at the far end of a link, until it is closed. */
export interface LinkedBoard {
  readonly connect: ConnectBoard;
  close(): Promise<void>;
}

/** Puts a board at the far end of a link. */
export type LinkBoard = (board: VirtualBoard) => Promise<LinkedBoard>;
