/** What one recorded case came to. `notYet`: it is for a chip that has no registered plugin. */
export type CaseResult =
  | { readonly name: string; readonly outcome: 'passed' }
  | { readonly name: string; readonly outcome: 'failed'; readonly difference: string }
  | { readonly name: string; readonly outcome: 'notYet'; readonly chipId: string };

/** Runs one case: it passes if `check` finds no difference; whatever it throws is a difference too. */
export function runCase(name: string, check: () => string | undefined): CaseResult {
  try {
    const difference = check();
    return difference === undefined ? { name, outcome: 'passed' } : { name, outcome: 'failed', difference };
  } catch (error) {
    return failedBy(name, error);
  }
}

/** A case that could not be judged to its end. */
export const failedBy = (name: string, error: unknown): CaseResult => ({
  name,
  outcome: 'failed',
  difference: thrown(error),
});

/** What was thrown, as far as there is room for it. */
export function thrown(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `threw ${text.split('\n').slice(0, 6).join('\n    ')}`;
}
