import { type Issue, isXylopipeError, XylopipeError } from '@xylopipe/core';

/** What came of some work, as data that another thread can be sent. */
export type Answer<T> = { readonly value: T } | { readonly error: ErrorRecord };

/** An error as data. */
interface ErrorRecord {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly cause?: ErrorRecord;
  /** What only our errors say. */
  readonly refusal?: {
    readonly code: string;
    readonly who: string | undefined;
    readonly hint: string | undefined;
    readonly issues: readonly Issue[];
  };
}

/** Does the work. Never throws: what the work throws is the answer. */
export function answerOf<T>(work: () => T): Answer<T> {
  try {
    return { value: work() };
  } catch (error) {
    return { error: recordOf(error) };
  }
}

/** What the work returned; throws what it threw. */
export function resultOf<T>(answer: Answer<T>): T {
  if ('error' in answer) throw errorFrom(answer.error);
  return answer.value;
}

function recordOf(error: unknown): ErrorRecord {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: undefined };
  const { name, message, stack } = error;
  const cause = 'cause' in error ? { cause: recordOf(error.cause) } : {};
  if (!isXylopipeError(error)) return { name, message, stack, ...cause };
  const { code, who, hint, issues } = error;
  return { name, message, stack, ...cause, refusal: { code, who, hint, issues } };
}

function errorFrom({ name, message, stack, cause, refusal }: ErrorRecord): Error {
  const options = cause === undefined ? {} : { cause: errorFrom(cause) };
  const error =
    refusal === undefined
      ? new Error(message, options)
      : new XylopipeError(refusal.code, message, { ...refusal, ...options });
  // The message of a refusal has been rendered where it was made.
  return Object.assign(error, { message, stack }, error.name === name ? {} : { name });
}
