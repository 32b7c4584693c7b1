import { button, element } from '@xylopipe/report/viewer';
import { figuresOf, renderReport } from 'xylopipe/report';
import type { WorkbenchResult } from '../workbench/workbench-result.js';

/** Everything of a result that can be kept as a file. */
export class DownloadPanel {
  readonly root: HTMLElement;
  readonly #files = element('div', { class: 'studio-buttons' });
  readonly #figures = element('div', { class: 'studio-buttons' });
  readonly #details: HTMLDetailsElement;
  #result: WorkbenchResult | undefined;

  constructor() {
    this.#details = element('details', {}, element('summary', {}, 'Figures (SVG)'), this.#figures);
    this.#details.addEventListener('toggle', () => this.#drawFigures());
    this.root = element('fieldset', {}, element('legend', {}, 'Keep'), this.#files, this.#details);
  }

  show(result: WorkbenchResult): void {
    this.#result = result;
    const { config, recipe, model } = result;
    this.#files.replaceChildren(
      ...(config === undefined ? [] : [saving('config.json', 'the configuration of the chip', () => config)]),
      ...(recipe === undefined ? [] : [saving('run.json', 'the recipe, for xylopipe run --recipe', () => recipe)]),
      saving('report.html', 'all of this as one file', () => renderReport(model)),
    );
    this.#drawFigures();
  }

  /** Only where somebody looks: it takes longer than all else. */
  #drawFigures(): void {
    if (!this.#details.open || this.#result === undefined) return;
    const figures = figuresOf(this.#result.model);
    this.#figures.replaceChildren(...[...figures].map(([name, svg]) => saving(name, 'a figure', () => svg)));
  }
}

const saving = (name: string, what: string, content: () => string): HTMLButtonElement =>
  button(name, `Save ${name}: ${what}`, () => save(name, content()));

function save(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content]));
  element('a', { href: url, download: name }).click();
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
