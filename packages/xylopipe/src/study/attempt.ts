import { type Checked, isXylopipeError } from '@xylopipe/core';

/** What `make` gives; where it refuses, nothing, and a warning that says why. Being aborted is no refusal. */
export function attempt<T>(what: string, make: () => Checked<T>): Checked<T | undefined> {
  try {
    return make();
  } catch (error) {
    if (!isXylopipeError(error) || error.code === 'ABORTED') throw error;
    const { code, hint, issues } = error;
    const message = `${what} is left out: ${error.message.split('\n', 1)[0]}`;
    return { value: undefined, issues: [{ code, severity: 'warning', at: [], message, hint }, ...asWarnings(issues)] };
  }
}

const asWarnings = (issues: Checked<unknown>['issues']): Checked<unknown>['issues'] =>
  issues.map((issue) => ({ ...issue, severity: 'warning' }));
