import { formatPath, isXylopipeError, type XylopipeError } from '@xylopipe/core';

/** The error of ours that `run` throws; any other error passes through, and so fails the test. */
export function refusal(run: () => unknown): XylopipeError {
  try {
    run();
  } catch (error) {
    if (isXylopipeError(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** What `run` is refused for: code and place of every issue. */
export const problems = (run: () => unknown): readonly string[] =>
  refusal(run).issues.map((issue) => `${issue.code} ${formatPath(issue.at)}`.trim());
