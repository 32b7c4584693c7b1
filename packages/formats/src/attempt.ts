import { type Issue, type IssuePath, issueUnder, isXylopipeError } from '@xylopipe/core';
import { shortened } from './few-issues.js';

/**
 * Reads one part of several. What it refuses is noted under `at` instead of thrown, so that one bad part does not hide
 * the others; the result is then `undefined`, and the caller has to refuse once all parts were looked at. Of more than ten
 * issues of a part the first ten are noted, and one that counts them.
 */
export function attempt<T>(at: IssuePath, issues: Issue[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!isXylopipeError(error)) throw error;
    if (error.issues.length === 0) {
      issues.push(asIssue(error.code, at, error.message.split('\n', 1)[0] as string, error.hint));
    }
    issues.push(...shortened(error.issues).map((issue) => issueUnder(at, issue)));
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
