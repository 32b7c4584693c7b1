import type { VirtualBoard } from '@xylopipe/hdk-emulator';
import type { Link } from '@xylopipe/hdk-transport';
import type { Time } from '../time.js';

/** The links over which boards are driven. */
export const LINKS = ['loopback', 'tcp', 'unix', 'usb'] as const;
export type LinkName = (typeof LINKS)[number];

/** Bytes: the shortest that both ends must take, so that there are many frames to hit. */
export const MAX_FRAME = 2048;

/** A place where boards are plugged in, and hosts open links to them. */
export interface LinkBench {
  readonly name: LinkName;
  /** Of both ends, of boards and of links. */
  readonly time: Time;
  /** Plugs a board in, in place of the one before. */
  plugIn(board: VirtualBoard): void;
  /** A host opens a link to it. */
  open(): Promise<Link>;
  /** A host looks for a board where there is none. Rejects. */
  openNowhere(): Promise<Link>;
  /** Requests that the board has got twice, and frames that arrived there damaged, in all. */
  readonly repeats: number;
  /** Resolves when no link is open any more. */
  readonly quiet: Promise<unknown>;
  close(): Promise<void>;
}
