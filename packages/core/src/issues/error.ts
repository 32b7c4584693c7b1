import { errorsIn, formatIssue, type Issue } from './issue.js';
import { printable } from './reason.js';

/** What an error says besides its code and message. */
export interface XylopipeErrorOptions {
  /** Who refuses: a chip id, a stage, a file. */
  readonly who?: string;
  /** What to do about it. */
  readonly hint?: string;
  /** Every problem that led to the refusal, warnings included. */
  readonly issues?: readonly Issue[];
  /** The error underneath. */
  readonly cause?: unknown;
}

/** The one error class of all packages: branch on `code` and read `issues`; `message` is their rendering. */
export class XylopipeError extends Error {
  /** Stable identifier, `UPPER_SNAKE`. */
  readonly code: string;
  readonly who: string | undefined;
  readonly hint: string | undefined;
  readonly issues: readonly Issue[];

  constructor(code: string, message: string, options: XylopipeErrorOptions = {}) {
    super(render(message, options), 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'XylopipeError';
    this.code = code;
    this.who = options.who;
    this.hint = options.hint;
    this.issues = options.issues ?? [];
  }
}

/** Whether a caught value is an error of ours, also when another copy of this package made it. Takes whatever can be thrown. */
export function isXylopipeError(error: unknown): error is XylopipeError {
  try {
    if (error instanceof XylopipeError) return true;
    return error instanceof Error && error.name === 'XylopipeError' && 'code' in error && 'issues' in error;
  } catch {
    return false;
  }
}

/** Throws one error that carries all `issues` if any of them is an error; otherwise does nothing. */
export function refuseOnErrors(
  issues: readonly Issue[],
  code: string,
  message: string,
  options: Omit<XylopipeErrorOptions, 'issues'> = {},
): void {
  if (errorsIn(issues).length > 0) throw new XylopipeError(code, message, { ...options, issues });
}

const SHOWN = 20;

function render(message: string, { who, hint, issues = [] }: XylopipeErrorOptions): string {
  const lines = [who === undefined ? message : `${who}: ${message}`];
  for (const issue of issues.slice(0, SHOWN)) lines.push(formatIssue(issue).replaceAll('\n', '\n  '));
  if (issues.length > SHOWN) lines.push(`... and ${issues.length - SHOWN} more (see .issues)`);
  if (hint !== undefined) lines.push(`hint: ${hint}`);
  return printable(lines.join('\n  '));
}
