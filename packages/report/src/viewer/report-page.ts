import type { ReportModel } from '../report-model.js';
import { button, element } from './element.js';
import { helpDialog } from './help.js';
import { listenToKeys } from './keyboard.js';
import type { Linked } from './linked.js';
import { NeuronChoice } from './neuron-choice.js';
import { comparisonSection } from './sections/comparison.js';
import {
  countsSection,
  ladderSection,
  networkSection,
  paretoSection,
  resourcesSection,
  timingSection,
} from './sections/figures.js';
import { issuesSection } from './sections/issues.js';
import { rastersSection, tracesSection } from './sections/plots.js';
import { recipeSection } from './sections/recipe.js';
import type { Section } from './sections/section.js';
import { summarySection } from './sections/summary.js';
import { tablesSection } from './sections/tables.js';
import { adoptStyles } from './styles.js';
import { ThemeSwitch } from './theme.js';
import { TimeWindow } from './time-window.js';
import type { View } from './view.js';

/** All that a report may have, from the whole to the detail. */
const SECTIONS: readonly Section[] = [
  summarySection,
  issuesSection,
  comparisonSection,
  ladderSection,
  rastersSection,
  tracesSection,
  countsSection,
  networkSection,
  resourcesSection,
  tablesSection,
  paretoSection,
  timingSection,
  recipeSection,
];

/** Shows a whole report in `root`, which is emptied. The model is not changed, and nothing is loaded from anywhere. */
export function showReport(root: HTMLElement, model: ReportModel): View {
  return new ReportPage(root, model);
}

class ReportPage implements View {
  readonly #root: HTMLElement;
  readonly #title = element('h1');
  readonly #nav = element('nav', { class: 'xp-nav', 'aria-label': 'Sections' });
  readonly #main = element('main');
  readonly #linked: Linked;
  readonly #open = new Map<Section, { readonly host: HTMLElement; readonly view: View }>();
  readonly #endKeys: () => void;
  readonly #wasSmooth: boolean;

  constructor(root: HTMLElement, model: ReportModel) {
    this.#root = root;
    const page = root.ownerDocument;
    adoptStyles(page);
    root.classList.add('xp', 'xp-page');
    this.#wasSmooth = page.documentElement.classList.contains('xp-smooth');
    page.documentElement.classList.add('xp-smooth');
    const theme = new ThemeSwitch(root);
    const steps = model.runs[0]?.steps ?? model.input?.steps ?? 0;
    this.#linked = { time: new TimeWindow(steps), neurons: new NeuronChoice(), theme };
    const dialog = helpDialog();
    const keys = {
      search: () => this.#searchField()?.focus(),
      theme: () => theme.toggle(),
      help: () => dialog.showModal(),
    };
    const head = element(
      'header',
      { class: 'xp-head' },
      this.#title,
      button('Theme', 'Light or dark (t)', keys.theme),
      button('?', 'Keys and pointer (?)', keys.help),
    );
    root.replaceChildren(element('div', { class: 'xp-inner' }, head, this.#nav, this.#main), dialog);
    this.#endKeys = listenToKeys(page, keys);
    this.update(model);
  }

  update(model: ReportModel): void {
    this.#title.textContent = model.title;
    this.#linked.time.resize(model.runs[0]?.steps ?? model.input?.steps ?? 0);
    const shown = SECTIONS.filter((section) => section.isIn(model));
    for (const section of SECTIONS) {
      const open = this.#open.get(section);
      if (!shown.includes(section)) {
        open?.view.close();
        open?.host.remove();
        this.#open.delete(section);
      } else if (open === undefined) this.#add(section, model);
      else open.view.update(model);
    }
    const links = shown.map(({ id, title }) => element('a', { href: `#xp-${id}` }, title));
    this.#nav.replaceChildren(...links);
  }

  close(): void {
    this.#endKeys();
    for (const { view } of this.#open.values()) view.close();
    this.#linked.theme.close();
    this.#root.replaceChildren();
    this.#root.classList.remove('xp', 'xp-page');
    if (!this.#wasSmooth) this.#root.ownerDocument.documentElement.classList.remove('xp-smooth');
  }

  /** Of the raster in which there is most to search, if the reader sees it. */
  #searchField(): HTMLElement | null {
    const fields = [...this.#main.querySelectorAll<HTMLElement>('.xp-search input:not([hidden] *)')];
    return fields.find((field) => field.closest('[data-part=hidden]') !== null) ?? fields[0] ?? null;
  }

  /** Opens a section at its place; plots measure their width, so that it has to be on the page first. */
  #add(section: Section, model: ReportModel): void {
    const heading = element('h2', { id: `xp-${section.id}-title` }, section.title);
    const host = element('section', { id: `xp-${section.id}`, 'aria-labelledby': heading.id }, heading);
    const after = SECTIONS.slice(SECTIONS.indexOf(section) + 1);
    const next = after.map((later) => this.#open.get(later)?.host).find((later) => later !== undefined);
    this.#main.insertBefore(host, next ?? null);
    this.#open.set(section, { host, view: section.open(host, model, this.#linked) });
  }
}
