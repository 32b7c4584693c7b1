import { isXylopipeError, type XylopipeError } from '@xylopipe/core';

/** The error that something is refused with. */
export function refusal(act: () => unknown): XylopipeError {
  try {
    act();
  } catch (error) {
    if (isXylopipeError(error)) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** Codes of all that is wrong. */
export const codes = (act: () => unknown): readonly string[] => refusal(act).issues.map(({ code }) => code);
