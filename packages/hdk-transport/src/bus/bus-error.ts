import { XylopipeError, type XylopipeErrorOptions } from '@xylopipe/core';

/**
 * What became of the operations of a call that was rejected. `not-sent`: none was begun. `unknown`: those that were
 * counted as done were; whether more were, nobody can know. `done`: the board has said so: those and no others.
 *
 * An operation longer than a frame is done in parts. Where a later one of them fails, those before it have had their
 * effect: memory is written, spikes are processed. That is `unknown`, too.
 */
export type BusOutcome = 'not-sent' | 'unknown' | 'done';

/**
 * What a bus rejects with. Codes:
 * - `OPTIONS_INVALID`: a time that cannot be. `OPERATION_INVALID`: a value does not fit, or the board has no such
 *   operation; `issues` says which. One operation reads at most 2^24 words.
 * - `OPERATION_FAILED`: the board refused operation number `done`; its words are the `cause`. Of an operation that was
 *   done in parts the message says from which word or spike on the board has counted.
 * - `BUS_TIMEOUT`, `ABORTED`: the caller has waited long enough.
 * - `BUS_LOST`: the connection broke or the board fell silent. `BUS_CLOSED`: it was closed before.
 * - `ANSWER_INVALID`: the board's answer does not fit what it was asked.
 * - `NO_HXP`, `HXP_VERSION`, `HXP_REFUSED`, of opening: nobody answers in this protocol, or in no version of ours, or the
 *   board does not want to.
 */
export class BusError extends XylopipeError {
  readonly outcome: BusOutcome;
  /** Operations that were done for sure, and as a whole. */
  readonly done: number;

  constructor(
    code: string,
    message: string,
    options: XylopipeErrorOptions & { readonly outcome?: BusOutcome; readonly done?: number } = {},
  ) {
    super(code, message, options);
    this.outcome = options.outcome ?? 'not-sent';
    this.done = options.done ?? 0;
  }
}
