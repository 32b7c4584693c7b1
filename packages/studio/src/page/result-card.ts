import type { Issue } from '@xylopipe/core';
import { button, element } from '@xylopipe/report/viewer';
import type { WorkbenchResult } from '../workbench/workbench-result.js';
import { changeText, factText, issueChanges, type ResultFact, resultFacts } from './result-facts.js';

/** The present result in a few numbers, and another one, pinned, to compare it with. */
export class ResultCard {
  readonly root: HTMLElement;
  readonly #body = element('div');
  readonly #unpin: HTMLButtonElement;
  #now: WorkbenchResult | undefined;
  #pinned: WorkbenchResult | undefined;

  constructor() {
    const pin = button('Pin', 'Pin this result, to compare the next ones with it', () => this.#pin(this.#now));
    this.#unpin = button('Unpin', 'Unpin: forget the pinned result', () => this.#pin(undefined));
    this.#unpin.hidden = true;
    const buttons = element('div', { class: 'studio-buttons' }, pin, this.#unpin);
    this.root = element('div', { class: 'studio-card', role: 'group', 'aria-label': 'Result' }, this.#body, buttons);
  }

  /** Returns the main change against what was pinned, or was there before, in a few words. */
  show(result: WorkbenchResult): string {
    const before = this.#pinned ?? this.#now;
    this.#now = result;
    this.#render();
    const [agreement] = resultFacts(result);
    if (agreement?.value === undefined) return '';
    const old = before && resultFacts(before)[0];
    const change = old === undefined ? '' : changeText(old, agreement);
    return `${agreement.name} ${factText(agreement)}${change === '' ? '' : ` (${change})`}`;
  }

  #pin(result: WorkbenchResult | undefined): void {
    this.#pinned = result;
    this.#unpin.hidden = result === undefined;
    this.#render();
  }

  #render(): void {
    const [now, pinned] = [this.#now, this.#pinned];
    if (now === undefined) return;
    const facts = resultFacts(now);
    const before = pinned && resultFacts(pinned);
    const heads = ['', 'with', ...facts.map(({ name }) => name)].map((text) => element('th', { scope: 'col' }, text));
    const rows = [
      ...(pinned && before ? [rowOf('pinned', withText(pinned, now), before, before.map(factText))] : []),
      rowOf('now', withText(now, pinned), facts, facts.map(factText)),
      ...(before
        ? [
            rowOf(
              'change',
              '',
              facts,
              facts.map((fact, i) => changeText(before[i] as ResultFact, fact)),
            ),
          ]
        : []),
    ];
    const table = element(
      'table',
      {},
      element('thead', {}, element('tr', {}, ...heads)),
      element('tbody', {}, ...rows),
    );
    const changes = pinned ? changesOf(pinned, now) : [];
    this.#body.replaceChildren(element('div', { class: 'xp-scroll' }, table), ...changes);
  }
}

/** A row of the table: a result, or how two differ. */
const rowOf = (
  name: string,
  options: string,
  facts: readonly ResultFact[],
  texts: readonly string[],
): HTMLTableRowElement =>
  element(
    'tr',
    { 'data-row': name },
    element('th', { scope: 'row' }, name),
    element('td', { class: 'studio-with' }, options),
    ...texts.map((text, i) => element('td', { 'data-fact': facts[i]?.name }, text)),
  );

/** What a result came of; its network is named where the other one is of another. */
const withText = (result: WorkbenchResult, other: WorkbenchResult | undefined): string =>
  other === undefined || networkOf(result) === networkOf(other)
    ? optionsText(result)
    : `${networkOf(result) ?? 'no network'} on ${optionsText(result)}`;

const networkOf = ({ model: { recipe = [] } }: WorkbenchResult): string | undefined =>
  recipe.find(([name]) => name === 'network')?.[1];

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
