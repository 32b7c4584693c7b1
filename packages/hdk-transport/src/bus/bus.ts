import type { DeviceConfig, Issue, SignalName } from '@xylopipe/core';
import type { Observable } from 'rxjs';
import type { BusEvent } from './event.js';
import type { Operation, OperationMode, OperationResults } from './operation.js';

/** A board as it announces itself. */
export interface BoardIdentity {
  /** Type name, e.g. `XyloA2TestBoard`, by which its plugin is found. */
  readonly deviceTypeName: string;
  /** Chip that it carries, e.g. `syns61201`; empty where it does not say. */
  readonly chipId: string;
  /** Serial number; empty where it has none. */
  readonly serial: string;
  /** Versions by part, e.g. `{ fxtree: '0.11.5', unifirm: '1.1.3' }`. */
  readonly firmware: Readonly<Record<string, string>>;
  /**
   * True where it is no vendor's board: a program, or hardware with firmware of somebody's own. Words of ours are written to
   * no other; `docs/hxp.md` says what a device is to say.
   */
  readonly emulated: boolean;
}

/** How long to wait for an answer. */
export interface RequestOptions {
  /** Gives the request up. What it had begun on the board is then unknown, and the bus goes on. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds until it rejects with `BUS_TIMEOUT`, retries included; `Infinity`: never. Default: the bus's. */
  readonly timeout?: number | undefined;
}

/** What a bus has done so far. */
export interface BusStatistics {
  /** Request frames that were answered. */
  readonly roundTrips: number;
  /** Requests that were sent again. */
  readonly retries: number;
  /** Frames that arrived damaged or twice, and were passed over. */
  readonly damaged: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
}

/** Why a bus is no more. `lost`: the connection broke, or the board fell silent. */
export interface BusEnd {
  readonly reason: 'local' | 'remote' | 'lost';
  readonly cause?: unknown;
}

/**
 * The operations of one board: registers, memories, spikes and events. What a bus must do, whatever carries it:
 *
 * - Operations of a call run in order, and after those of earlier calls. The first that fails stops its call: it rejects
 *   with `OPERATION_FAILED`, which says which one, why, and how many before it were done; none behind it was run.
 *   The one that failed had no effect; but where it was longer than a frame, parts of it may have had theirs, and the
 *   outcome is `unknown`.
 * - Every operation runs exactly once or the call rejects. A bus that cannot know whether it ran says so: `BUS_LOST`,
 *   `BUS_TIMEOUT` and `ABORTED` carry `outcome: 'unknown'` unless it was surely not sent.
 * - `events$` is hot and brings every event in order. One that is not taken in time is dropped by the board, not by the
 *   bus, and a `lost` event stands in its place. It completes on `close` and errors once, with `BUS_LOST`, when the board is lost.
 * - `end` resolves once and never rejects; by then every pending call has rejected, and later ones reject with `BUS_CLOSED`,
 *   whose cause is the `BUS_LOST` that ended it, if any.
 *   A bus never reopens: whoever wants to go on opens another and configures the board anew.
 * - `close` lets pending calls finish for a moment, then rejects them; it can be called more than once.
 */
export interface Bus {
  readonly board: BoardIdentity;
  readonly events$: Observable<BusEvent>;
  readonly statistics: BusStatistics;
  readonly end: Promise<BusEnd>;
  /** Signals that readouts can bring in each mode. Default: all that the chip has. */
  readonly signals?: Readonly<Record<OperationMode, readonly SignalName[]>> | undefined;
  /** What whoever uses the board should know of this way to it. Default: nothing. */
  readonly issues?: readonly Issue[] | undefined;
  /** Runs operations and brings back what they read. As many as one likes: the bus cuts them into requests. */
  run<const Os extends readonly Operation[]>(operations: Os, options?: RequestOptions): Promise<OperationResults<Os>>;
  /**
   * Gives the board a whole configuration. There only where a vendor's driver does that: then memories are not to be
   * written one by one.
   */
  configure?(config: DeviceConfig, options?: RequestOptions): Promise<void>;
  close(): Promise<void>;
}
