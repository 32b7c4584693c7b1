import { XylopipeError, type XylopipeErrorOptions } from '@xylopipe/core';

/**
 * What became of the operations of a call that was rejected. `not-sent`: none was begun. `unknown`: those that were
 * counted as done were; whether more were, nobody can know. `done`: the board has said so: those and no others.
 */
export type BusOutcome = 'not-sent' | 'unknown' | 'done';

/**
 * What a bus rejects with. Codes:
 * - `OPTIONS_INVALID`: a time that cannot be. `OPERATION_INVALID`: a value does not fit, or the board has no such operation; `issues` says which.
 * - `OPERATION_FAILED`: the board refused operation number `done`; its words are the `cause`.
 * - `BUS_TIMEOUT`, `ABORTED`: the caller has waited long enough.
 * - `BUS_LOST`: the connection broke or the board fell silent. `BUS_CLOSED`: it was closed before.
 * - `ANSWER_INVALID`: the board's answer does not fit what it was asked.
 * - `NO_HXP`, `HXP_VERSION`, `HXP_REFUSED`, of opening: nobody answers in this protocol, or in no version of ours, or the
 *   board does not want to.
 */
export class BusError extends XylopipeError {
  readonly outcome: BusOutcome;
  /** Operations that were done for sure. */
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
