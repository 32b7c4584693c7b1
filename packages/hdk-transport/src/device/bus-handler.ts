import type { Observable } from 'rxjs';
import type { BoardIdentity } from '../bus/bus.js';
import type { BusEvent } from '../bus/event.js';
import type { Operation, Words } from '../bus/operation.js';
import type { OperationName } from '../hxp/operation-codec.js';

/** A host that listens, as the board sees it. */
export interface HostSession {
  /**
   * Resolves when there is room for more events, or nobody listens any more. A board that can wait asks for it before it
   * says much; of one that cannot, events are dropped when the host is slow.
   */
  room(): Promise<void>;
}

/** What a board does, without the protocol. */
export interface BusHandler {
  readonly board: BoardIdentity;
  /** The operations that it can do; the others are refused before they reach it. Default: all. */
  readonly operations?: readonly OperationName[] | undefined;
  /** What it says by itself. It is listened to while a host has a session. */
  readonly events$: Observable<BusEvent>;
  /**
   * Does one operation. It is called for the next one only after this one is done.
   * Reads bring back a word, or `count` words; what others bring back is not looked at.
   * If it throws, the operation has failed and has done nothing: a host counts on that. A `XylopipeError` gives its code
   * and message to the host.
   */
  execute(operation: Operation): number | Words | undefined | Promise<number | Words | undefined>;
  /** A host begins a session. The board is as the one before left it. If it throws, the host is refused with that error. */
  opened?(session: HostSession): void;
  /** A session that was begun has ended, in order or not. */
  closed?(): void;
}
