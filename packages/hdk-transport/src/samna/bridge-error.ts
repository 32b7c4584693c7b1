import { XylopipeError } from '@xylopipe/core';
import { BusError } from '../bus/bus-error.js';
import type { Message } from './message-codec.js';

const HINTS: Readonly<Record<string, string>> = {
  SAMNA_MISSING:
    'install it into that Python: `python3 -m pip install "samna>=0.46.1"`, or name another: option `python`, for the command `XYLOPIPE_PYTHON`',
  BOARD_BUSY: 'close the other program that uses it; a board is opened once only',
  BOARD_GONE: 'is it still plugged in?',
  NOT_CONFIGURED: 'call configure() again',
  SAMNA_ERROR: "the cause is samna's exception; the bridge has not yet run on a physical board, so it may be ours",
};

/** What the Python side says went wrong. An exception keeps its traceback as the text of the cause. */
export function bridgeError(error: Message): XylopipeError {
  const code = String(error.code);
  const hint = HINTS[code];
  const message = error.type === undefined ? String(error.message) : `${error.type}: ${error.message}`;
  return new XylopipeError(code, message, {
    who: 'samna',
    ...(hint !== undefined && { hint }),
    ...(error.traceback !== undefined && { cause: new Error(String(error.traceback)) }),
  });
}

/** The same where it went wrong in operations. */
export function operationError(error: Message, who: string): BusError {
  const cause = bridgeError(error);
  const done = Number(error.done ?? 0);
  if (cause.code === 'BUS_TIMEOUT' || cause.code === 'ABORTED') {
    return new BusError(cause.code, String(error.message), { who, outcome: 'unknown', done });
  }
  if (cause.code === 'ANSWER_INVALID') {
    return new BusError(cause.code, String(error.message), { who, outcome: 'unknown', done });
  }
  return new BusError('OPERATION_FAILED', `operation ${done} failed: ${cause.message}`, {
    who,
    outcome: 'done',
    done,
    cause,
  });
}
