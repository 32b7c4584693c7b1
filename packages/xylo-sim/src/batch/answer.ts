import { type Issue, isXylopipeError, XylopipeError } from '@xylopipe/core';

/** What came of some work, as data that another thread can be sent. */
export type Answer<T> = { readonly value: T } | { readonly error: ErrorRecord };

/** An error as data. */
interface ErrorRecord {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** `undefined` if the cause is; absent if there is none. */
  readonly cause?: ErrorRecord | undefined;
  /** What only our errors say. */
  readonly refusal?: {
    readonly code: string;
    readonly who: string | undefined;
    readonly hint: string | undefined;
    readonly issues: readonly Issue[];
  };
}

/** Does the work. Never throws: what the work throws is the answer, with the causes that it has. */
export function answerOf<T>(work: () => T): Answer<T> {
  try {
    return { value: work() };
  } catch (error) {
    return { error: readable(error) };
  }
}

/** What the work returned; throws what it threw. */
export function resultOf<T>(answer: Answer<T>): T {
  if ('error' in answer) throw errorFrom(answer.error);
  return answer.value;
}

/** Of a chain of causes no more are told; a cause may be the error itself. */
const MAX_CAUSES = 16;

function readable(error: unknown): ErrorRecord {
  try {
    return structuredClone(recordOf(error, []));
  } catch {
    return { name: 'Error', message: 'what was thrown cannot be read', stack: undefined };
  }
}

/** @param outer - the errors that this one is a cause of. */
function recordOf(error: unknown, outer: readonly unknown[]): ErrorRecord {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: undefined };
  const { name, message, stack } = error;
  const told = 'cause' in error && !outer.includes(error) && outer.length < MAX_CAUSES;
  const cause = told ? { cause: causeOf(error, [...outer, error]) } : {};
  if (!isXylopipeError(error)) return { name, message, stack, ...cause };
  const { code, who, hint, issues } = error;
  return { name, message, stack, ...cause, refusal: { code, who, hint, issues } };
}

const causeOf = ({ cause }: Error, outer: readonly unknown[]): ErrorRecord | undefined =>
  cause === undefined ? undefined : recordOf(cause, outer);

function errorFrom(record: ErrorRecord): Error {
  const { name, message, stack, cause, refusal } = record;
  const options = 'cause' in record ? { cause: cause && errorFrom(cause) } : {};
  const error =
    refusal === undefined
      ? new Error(message, options)
      : new XylopipeError(refusal.code, message, { ...refusal, ...options });
  // The message of a refusal has been rendered where it was made.
  return Object.assign(error, { message, stack }, error.name === name ? {} : { name });
}
