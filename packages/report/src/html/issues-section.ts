import { FIRST_ISSUES, type IssueGroup, issueFacts, issueGroups } from '../issue-groups.js';
import { readable } from '../numbers.js';
import type { ReportIssue, ReportModel } from '../report-model.js';
import { escapeText } from '../svg/escape.js';
import { folded, paragraph, section } from './section.js';

/** Problems by code, errors first. */
export const issuesSection = ({ issues }: ReportModel): string =>
  section('issues', 'Issues', issues.length === 0 ? [paragraph('None.')] : issueGroups(issues).map(group));

function group({ code, severity, issues, hint }: IssueGroup): string {
  const count = issues.length === 1 ? '' : `, ${readable(issues.length)} times`;
  const items = (part: readonly ReportIssue[]): string =>
    `<ul>${part.map((issue) => item(issue, hint === undefined)).join('\n')}</ul>`;
  const others = issues.slice(FIRST_ISSUES);
  return [
    `<div class="issues ${severity}"><p><strong>${severity}</strong> ${escapeText(`${code}${count}`)}</p>`,
    hint === undefined ? '' : small(`Hint: ${hint}`),
    items(issues.slice(0, FIRST_ISSUES)),
    others.length === 0 ? '' : folded(`${readable(others.length)} more`, items(others)),
    '</div>',
  ].join('');
}

function item(issue: ReportIssue, withHint: boolean): string {
  const hint = withHint && issue.hint !== undefined ? small(`Hint: ${issue.hint}`) : '';
  return `<li>${escapeText(issue.message)}${small(issueFacts(issue))}${hint}</li>`;
}

const small = (text: string): string => (text === '' ? '' : `<small>${escapeText(text)}</small>`);
