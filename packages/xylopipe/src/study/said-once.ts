import type { StageIssue } from '../run-summary.js';

/** The issues without those that an earlier stage has found already, in the same words and with the same figures. */
export function saidOnce(issues: readonly StageIssue[]): readonly StageIssue[] {
  const said = new Set<string>();
  return issues.filter(({ stage: _, ...issue }) => {
    const before = said.size;
    return said.add(JSON.stringify(issue)).size > before;
  });
}
