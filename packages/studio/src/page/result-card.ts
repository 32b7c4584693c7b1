import type { Issue } from '@xylopipe/core';
import { button, element } from '@xylopipe/report/viewer';
import type { WorkbenchResult } from '../workbench/workbench-result.js';
import { changeText, factText, issueChanges, resultFacts } from './result-facts.js';

/** The present result in a few numbers, and another one, pinned, to compare it with. */
export class ResultCard {
  readonly root: HTMLElement;
  readonly #body = element('div');
  #now: WorkbenchResult | undefined;
  #pinned: WorkbenchResult | undefined;

  constructor() {
    const pin = button('Pin', 'Keep this result to compare the next ones with', () => {
      this.#pinned = this.#now;
      this.#render();
    });
    const unpin = button('Unpin', 'Forget the pinned result', () => {
      this.#pinned = undefined;
      this.#render();
    });
    this.root = element(
      'section',
      { class: 'studio-card', 'aria-label': 'Result' },
      this.#body,
      element('div', { class: 'studio-buttons' }, pin, unpin),
    );
  }

  show(result: WorkbenchResult): void {
    this.#now = result;
    this.#render();
  }

  #render(): void {
    const [now, pinned] = [this.#now, this.#pinned];
    if (now === undefined) return;
    const facts = resultFacts(now);
    const before = pinned && resultFacts(pinned);
    const heads = ['', ...(pinned ? ['pinned'] : []), 'now', ...(pinned ? ['change'] : [])];
    const rows = facts.map((fact, i) => {
      const old = before?.[i];
      return element(
        'tr',
        { 'data-fact': fact.name },
        element('th', { scope: 'row' }, fact.name),
        old && element('td', { 'data-of': 'pinned' }, factText(old)),
        element('td', { 'data-of': 'now' }, factText(fact)),
        old && element('td', { 'data-of': 'change' }, changeText(old, fact)),
      );
    });
    const options = element(
      'tr',
      { class: 'studio-options' },
      element('th', { scope: 'row' }, 'with'),
      pinned && element('td', {}, optionsText(pinned)),
      element('td', {}, optionsText(now)),
      pinned && element('td'),
    );
    const head = element('tr', {}, ...heads.map((text) => element('th', { scope: 'col' }, text)));
    this.#body.replaceChildren(
      element(
        'div',
        { class: 'xp-scroll' },
        element('table', {}, element('thead', {}, head), element('tbody', {}, options, ...rows)),
      ),
      ...(pinned ? changesOf(pinned, now) : []),
    );
  }
}

/** What the settings say, defaults left out. */
function optionsText({ settings: { chipId, quantize = {} } }: WorkbenchResult): string {
  const { method = 'global', dashRounding = 'nearest', ...numbers } = quantize;
  const rest = Object.entries(numbers).flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]));
  return [chipId, method, ...(dashRounding === 'nearest' ? [] : [`dashes ${dashRounding}`]), ...rest].join(', ');
}

function changesOf(before: WorkbenchResult, now: WorkbenchResult): readonly HTMLElement[] {
  const { gone, come } = issueChanges(before, now);
  const listOf = (title: string, issues: readonly Issue[]): readonly HTMLElement[] =>
    issues.length === 0
      ? []
      : [
          element(
            'details',
            {},
            element('summary', {}, `${title}: ${issues.length}`),
            element('ul', {}, ...issues.map(({ code, message }) => element('li', {}, `${code}: ${message}`))),
          ),
        ];
  return [...listOf('Issues that are new', come), ...listOf('Issues that are gone', gone)];
}
