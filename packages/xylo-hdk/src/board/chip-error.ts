import { isXylopipeError, XylopipeError } from '@xylopipe/core';

/** An error of whatever lies below, as one that names the chip; the original is its cause. */
export function chipError(chipId: string, error: unknown): XylopipeError {
  if (!isXylopipeError(error)) {
    const message = error instanceof Error ? error.message : String(error);
    return new XylopipeError('BOARD_FAILED', message, { who: chipId, cause: error });
  }
  if (error.who === chipId) return error;
  const { code, message, hint, issues } = error;
  // The rest of the message is hint and issues, which are told again.
  const first = message.split('\n', 1)[0] ?? code;
  return new XylopipeError(code, first, {
    who: chipId,
    ...(hint === undefined ? {} : { hint }),
    issues,
    cause: error,
  });
}
