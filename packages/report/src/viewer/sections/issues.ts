import { FIRST_ISSUES, type IssueGroup, issueFacts, issueGroups } from '../../issue-groups.js';
import { readable } from '../../numbers.js';
import type { ReportIssue } from '../../report-model.js';
import { button, element } from '../element.js';
import { type IssueNeuron, issueNeuron } from '../issue-neuron.js';
import type { Linked } from '../linked.js';
import { renderedView } from './rendered.js';
import type { Section } from './section.js';

/** Problems by code, errors first. */
export const issuesSection: Section = {
  id: 'issues',
  title: 'Issues',
  isIn: ({ issues }) => issues.length > 0,
  open: (root, model, linked) => {
    /** Codes of which the reader wants to see all. */
    const whole = new Set<string>();
    return renderedView(root, model, (shown) => {
      const itemOf = (issue: ReportIssue, withHint: boolean): HTMLElement =>
        issueItem(issue, withHint, issueNeuron(shown, issue.at), linked);
      return issueGroups(shown.issues).map((group) => groupOf(group, whole, itemOf));
    });
  },
};

function groupOf(
  { code, severity, issues, hint }: IssueGroup,
  whole: Set<string>,
  itemOf: (issue: ReportIssue, withHint: boolean) => HTMLElement,
): HTMLElement {
  const count = issues.length === 1 ? '' : `, ${readable(issues.length)} times`;
  const items = (part: readonly ReportIssue[]): HTMLElement[] => part.map((one) => itemOf(one, hint === undefined));
  const list = element('ul', {}, ...items(whole.has(code) ? issues : issues.slice(0, FIRST_ISSUES)));
  const group = element(
    'div',
    { class: 'xp-issues', 'data-severity': severity, 'data-code': code },
    element('strong', {}, severity),
    ` ${code}${count}`,
    hint === undefined ? undefined : element('small', {}, `Hint: ${hint}`),
    list,
  );
  if (list.childElementCount < issues.length) {
    const more = element('button', { type: 'button' }, `Show all ${readable(issues.length)}`);
    more.addEventListener('click', () => {
      whole.add(code);
      const others = items(issues.slice(FIRST_ISSUES));
      list.append(...others);
      more.remove();
      // The button is gone: what it brought is where the reader goes on.
      others[0]?.setAttribute('tabindex', '-1');
      others[0]?.focus();
    });
    group.append(more);
  }
  return group;
}

function issueItem(
  issue: ReportIssue,
  withHint: boolean,
  neuron: IssueNeuron | undefined,
  linked: Linked,
): HTMLElement {
  const others = issueFacts(neuron === undefined ? issue : { ...issue, at: [] });
  const facts = [neuron?.text ?? '', others].filter((fact) => fact !== '').join(' · ');
  return element(
    'li',
    {},
    issue.message,
    facts === '' ? undefined : element('small', {}, facts, neuron && ' ', neuron && showButton(neuron, linked)),
    withHint && issue.hint !== undefined ? element('small', {}, `Hint: ${issue.hint}`) : undefined,
  );
}

function showButton({ text, layer, neuron }: IssueNeuron, { neurons }: Linked): HTMLElement {
  return button('Show', `Show the traces of ${text}`, () => {
    if (!neurons.has({ layer, neuron })) neurons.toggle({ layer, neuron });
    document.getElementById('xp-traces')?.scrollIntoView();
  });
}
