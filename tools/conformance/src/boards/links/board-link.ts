import type { VirtualBoard } from '@xylopipe/hdk-emulator';
import type { ConnectBoard } from '@xylopipe/xylo-hdk';
import type { JudgedBoard } from '../judge-case.js';

/** Ways to a board, as the table has them. */
export type LinkName = 'loopback' | 'tcp' | 'unix' | 'usb' | 'samna';

/** A board at the far end of a link, until it is closed. */
export interface LinkedBoard extends Pick<JudgedBoard, 'tells' | 'refuses'> {
  readonly connect: ConnectBoard;
  close(): Promise<void>;
}

/** Puts a board at the far end of a link. */
export type LinkBoard = (board: VirtualBoard) => Promise<LinkedBoard>;
