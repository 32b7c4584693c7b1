import { type Issue, isXylopipeError, reasonOf, XylopipeError } from '@xylopipe/core';

/** What a worker says: that it has begun, and then once what came of its job. */
export type Answer = { readonly begun: true } | { readonly value: unknown } | { readonly refusal: Refusal };

/** An error of ours as data: classes are lost on the way between threads. */
export interface Refusal {
  readonly code: string;
  /** Rendered, with all issues. */
  readonly message: string;
  readonly hint: string | undefined;
  readonly issues: readonly Issue[];
}

/** Any error as a refusal; what is none of ours is the library's, whose file is to blame. */
export function refusalOf(error: unknown): Refusal {
  if (!isXylopipeError(error)) {
    return { code: 'NIR_FILE_INVALID', message: reasonOf(error), hint: undefined, issues: [] };
  }
  const { code, message, hint, issues } = error;
  return { code, message, hint, issues };
}

export function errorFrom({ code, message, hint, issues }: Refusal): XylopipeError {
  const error = new XylopipeError(code, message, { issues, ...(hint !== undefined && { hint }) });
  // The message was rendered where it was made.
  return Object.assign(error, { message });
}
