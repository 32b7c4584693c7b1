import { formatPath } from '@xylopipe/core';
import type { ReportIssue } from './report-model.js';

/** Issues of the same code and severity, in the order in which they came up. */
export interface IssueGroup {
  readonly code: string;
  readonly severity: ReportIssue['severity'];
  readonly issues: readonly ReportIssue[];
  /** What to do, where it is the same for all. */
  readonly hint?: string | undefined;
}

/** More of a group wait for a click. */
export const FIRST_ISSUES = 50;

/** Issues by code, errors before warnings. */
export function issueGroups(issues: readonly ReportIssue[]): readonly IssueGroup[] {
  const groups = new Map<string, ReportIssue[]>();
  for (const issue of issues) {
    const key = `${issue.severity} ${issue.code}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [issue]);
    else group.push(issue);
  }
  const all = [...groups.values()].map((own): IssueGroup => {
    const [{ code, severity, hint }] = own as [ReportIssue];
    return { code, severity, issues: own, hint: own.every((issue) => issue.hint === hint) ? hint : undefined };
  });
  return [...all.filter(({ severity }) => severity === 'error'), ...all.filter(({ severity }) => severity !== 'error')];
}

/** Where it is, what was measured, and who found it, in a line. */
export const issueFacts = ({ at, measured, limit, stage }: ReportIssue): string =>
  [
    at.length === 0 ? '' : `at ${formatPath(at)}`,
    measured === undefined ? '' : `measured ${measured}`,
    limit === undefined ? '' : `limit ${limit}`,
    stage === undefined ? '' : `found by ${stage}`,
  ]
    .filter((fact) => fact !== '')
    .join(' · ');
