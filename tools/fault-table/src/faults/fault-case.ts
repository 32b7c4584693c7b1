import type { VirtualBoard } from '@xylopipe/hdk-emulator';
import type { FaultRule } from '@xylopipe/hdk-transport/loopback';

/** What has to come of a fault: the right result, or an error with one of these codes. */
export type Expected = 'success' | readonly string[];

/** What a fault is let loose upon, at the beginning of an operation. */
export interface FaultTarget {
  readonly board: VirtualBoard;
  /** Number of HXP's session over the link that `failLink` is about. */
  readonly session: number;
  /** The link that the operation uses, or else the next one that is opened, fails by these rules. */
  failLink(rules: readonly FaultRule[]): void;
  /** The next link is looked for where there is no board. */
  removeBoard(): void;
}

/** Something that goes wrong once. */
export interface FaultCase {
  /** Row of the table; several faults can have one row. */
  readonly row: string;
  /** What makes it different from others of the row. */
  readonly detail: string;
  readonly strike: (target: FaultTarget) => void;
  /** How often it has struck by what the board says. Not there: what the link says counts. */
  readonly strikes?: (board: VirtualBoard) => number;
  readonly expected: Expected;
  /** Whether the board is sound for the next host, or has to be replaced. */
  readonly boardStays: boolean;
  /** The driver notices, and writes once more what the board does not hold. Default false. */
  readonly mended?: boolean;
  /** Chance decides whether it strikes. Default false. */
  readonly mayMiss?: boolean;
}
