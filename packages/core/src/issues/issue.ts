import { printable } from './reason.js';

/** `error`: the stage that found it must refuse. `warning`: the result is usable, but look here. */
export type Severity = 'error' | 'warning';

/** Where a problem is: keys and indices from the root of the artifact, e.g. `['weightsRec', 3, 7, 0]`. */
export type IssuePath = readonly (string | number)[];

/** One problem, as data: the text is for people, everything a program needs is in the other fields. */
export interface Issue {
  /** Stable identifier, `UPPER_SNAKE`. */
  readonly code: string;
  readonly severity: Severity;
  readonly at: IssuePath;
  /** What was found, in the unit that `limit` has. */
  readonly measured?: number | string;
  /** What would have been allowed. */
  readonly limit?: number | string;
  /** What is wrong, one sentence. */
  readonly message: string;
  /** What to do about it, one sentence. */
  readonly hint?: string;
}

/** A stage's result together with the warnings that came up while making it; errors are thrown instead. */
export interface Checked<T> {
  readonly value: T;
  readonly issues: readonly Issue[];
}

/** The issues that make a stage refuse. */
export const errorsIn = (issues: readonly Issue[]): readonly Issue[] => issues.filter((i) => i.severity === 'error');

/** The same issue one or more levels deeper, for a caller that knows the surrounding path. */
export const issueUnder = (prefix: IssuePath, issue: Issue): Issue => ({ ...issue, at: [...prefix, ...issue.at] });

/** `['weightsRec', 3, 'a b']` as `weightsRec[3]["a b"]`; the empty path as an empty string. */
export function formatPath(path: IssuePath): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else if (text === '' && /^[\w$][\w$.-]*$/.test(key)) text = key;
    else if (/^[A-Za-z_$][\w$-]*$/.test(key)) text += `.${key}`;
    else text += `[${JSON.stringify(key)}]`;
  }
  return text;
}

/** One issue as text of one or two lines, without anything that would steer a terminal. */
export function formatIssue(issue: Issue): string {
  const where = formatPath(issue.at);
  const bounds = [
    issue.measured === undefined ? '' : `measured ${issue.measured}`,
    issue.limit === undefined ? '' : `limit ${issue.limit}`,
  ].filter((part) => part !== '');
  const first = `${issue.severity} ${issue.code}${where === '' ? '' : ` at ${where}`}: ${issue.message}`;
  const head = bounds.length === 0 ? first : `${first} (${bounds.join(', ')})`;
  return printable(issue.hint === undefined ? head : `${head}\n  hint: ${issue.hint}`);
}
