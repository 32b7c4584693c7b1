import { type Checked, errorsIn, type Issue, isXylopipeError, reasonOf } from '@xylopipe/core';
import type { StageIssue } from 'xylopipe';

/** What came of a part of the way: nothing is thrown, as every refusal is something to show. */
export interface Outcome<T> {
  /** Absent where the part refused; then there is an error among the issues. */
  readonly value?: T | undefined;
  readonly issues: readonly StageIssue[];
  /** Milliseconds by stage. */
  readonly timings: Readonly<Record<string, number>>;
}

/** Where there was nothing to do. */
export const NOTHING: Outcome<never> = { issues: [], timings: {} };

/** Calls `work`, and tells in the name of `stage` what it found, or why it threw. */
export async function attempt<T>(stage: string, work: () => Checked<T> | Promise<Checked<T>>): Promise<Outcome<T>> {
  const start = performance.now();
  const timings = (): Outcome<T>['timings'] => ({ [stage]: performance.now() - start });
  try {
    const { value, issues } = await work();
    return { value, issues: underStage(stage, issues), timings: timings() };
  } catch (error) {
    return { issues: refusalOf(stage, error), timings: timings() };
  }
}

/** What an error says as issues, at least one of which is an error. */
export function refusalOf(stage: string, error: unknown): readonly StageIssue[] {
  const known = isXylopipeError(error) ? error : undefined;
  const issues = known?.issues ?? [];
  if (errorsIn(issues).length > 0) return underStage(stage, issues);
  const [message = ''] = (known?.message ?? reasonOf(error)).split('\n', 1);
  const reason: Issue = { code: known?.code ?? 'FAILED', severity: 'error', at: [], message };
  return underStage(stage, [...issues, known?.hint === undefined ? reason : { ...reason, hint: known.hint }]);
}

const underStage = (stage: string, issues: readonly Issue[]): readonly StageIssue[] =>
  issues.map((issue) => ({ ...issue, stage }));
