import type { BoardIdentity, Clock, Operation } from '@xylopipe/hdk-transport';
import type { Memory } from '../memory/memory.js';

/** What faults can get at. */
export interface FaultBench {
  readonly clock: Clock;
  readonly memory: Memory;
  /** Resolves when the board was unplugged. */
  readonly end: Promise<void>;
  unplug(): void;
}

/** A fault at work. It says what it does at the moments where a board asks. */
export interface ActiveFault {
  /** How often it has struck. */
  strikes: number;
  /** The board says who it is. */
  identity?(board: BoardIdentity): BoardIdentity;
  /** A host wants to open the board. */
  refusesHost?(): boolean;
  /** Before an operation. A promise holds the operation up. */
  before?(operation: Operation): void | Promise<void>;
  /** After an operation was done. */
  after?(operation: Operation): void;
  /** The states are to be cleared, by SRST or by words that the host writes there. */
  keepsStates?(): boolean;
  /** A timestep is to be processed. */
  dropsTimestep?(timestep: number): boolean;
}
