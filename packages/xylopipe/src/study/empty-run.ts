import { XylopipeError } from '@xylopipe/core';
import type { StageIssue } from '../run-summary.js';

const HINT = 'record a run with an input of at least one timestep';

/** A run of no timestep shows nothing, and nobody is to take that for a good sign. */
export const emptyRunIssues = (run: { readonly steps: number } | undefined): readonly StageIssue[] =>
  run?.steps === 0
    ? [
        {
          stage: 'evolve',
          code: 'EMPTY_RUN',
          severity: 'warning',
          at: ['steps'],
          measured: 0,
          limit: 1,
          message: 'there is no timestep: nothing was evolved, and nothing can be judged',
          hint: HINT,
        },
      ]
    : [];

/** Throws `EMPTY_RUN` if there is no timestep: nothing differs where there is nothing. */
export function refuseEmptyRun(who: string, what: string, { steps }: { readonly steps: number }): void {
  if (steps === 0) throw new XylopipeError('EMPTY_RUN', `${what} has no timesteps`, { who, hint: HINT });
}
