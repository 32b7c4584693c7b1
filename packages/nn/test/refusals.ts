import { formatPath, XylopipeError } from '@xylopipe/core';

/** The error that something throws. */
export function refusalOf(make: () => unknown): XylopipeError {
  try {
    make();
  } catch (error) {
    if (error instanceof XylopipeError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** Its issues as `CODE path`. */
export const issuesOf = (make: () => unknown): readonly string[] =>
  refusalOf(make).issues.map(({ code, at }) => `${code} ${formatPath(at)}`);
