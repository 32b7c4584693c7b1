import { type Issue, type IssuePath, issueUnder, isXylopipeError } from '@xylopipe/core';

/**
 * Reads one part of several. What it refuses is noted under `at` instead of thrown, so that one bad part does not hide
 * the others; the result is then `undefined`, and the caller has to refuse once all parts were looked at.
 */
export function attempt<T>(at: IssuePath, issues: Issue[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!isXylopipeError(error)) throw error;
    if (error.issues.length > 0) issues.push(...error.issues.map((issue) => issueUnder(at, issue)));
    else issues.push(asIssue(error.code, at, error.message.split('\n', 1)[0] as string, error.hint));
    return undefined;
  }
}

const asIssue = (code: string, at: IssuePath, message: string, hint: string | undefined): Issue => ({
  code,
  severity: 'error',
  at,
  message,
  ...(hint === undefined ? {} : { hint }),
});

const SHOWN = 10;

/** The first ten issues and one that counts them all: a wrong exporter breaks thousands of lines in the same way. */
export function shortened(issues: readonly Issue[]): readonly Issue[] {
  if (issues.length <= SHOWN) return issues;
  const message = `there are ${issues.length} problems of this kind; the first ${SHOWN} are listed`;
  return [
    ...issues.slice(0, SHOWN),
    { code: 'MORE_ISSUES', severity: 'error', at: [], measured: issues.length, limit: 0, message },
  ];
}
