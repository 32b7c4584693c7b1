import { formatPath } from '@xylopipe/core';
import type { ReportIssue } from '../../report-model.js';
import { element } from '../element.js';
import { renderedView } from './rendered.js';
import type { Section } from './section.js';

/** Problems, in the order in which they came up. */
export const issuesSection: Section = {
  id: 'issues',
  title: 'Issues',
  isIn: ({ issues }) => issues.length > 0,
  open: (root, model) =>
    renderedView(root, model, ({ issues }) => [element('ul', { class: 'xp-issues' }, ...issues.map(issueItem))]),
};

function issueItem({ code, severity, at, measured, limit, message, hint, stage }: ReportIssue): HTMLElement {
  const facts = [
    at.length === 0 ? '' : `at ${formatPath(at)}`,
    measured === undefined ? '' : `measured ${measured}`,
    limit === undefined ? '' : `limit ${limit}`,
    stage === undefined ? '' : `found by ${stage}`,
  ].filter((fact) => fact !== '');
  return element(
    'li',
    { 'data-severity': severity, 'data-code': code },
    element('strong', {}, severity),
    ` ${code}: ${message}`,
    facts.length === 0 ? undefined : element('small', {}, facts.join(' · ')),
    hint === undefined ? undefined : element('small', {}, `Hint: ${hint}`),
  );
}
