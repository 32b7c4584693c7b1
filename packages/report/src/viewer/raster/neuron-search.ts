import { element } from '../element.js';
import type { Band } from './bands.js';
import { type Found, searchNeurons } from './search.js';

let made = 0;

/** A field that finds neurons by hardware id and layer, with a list of what it found (a combobox, as ARIA calls it). */
export class NeuronSearch {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  readonly #list: HTMLUListElement;
  readonly #bands: () => readonly Band[];
  readonly #onFound: (row: number) => void;
  #found: readonly Found[] = [];
  #active = 0;

  /** `onFound` gets the row of the neuron that was taken. */
  constructor(bands: () => readonly Band[], onFound: (row: number) => void) {
    this.#bands = bands;
    this.#onFound = onFound;
    const id = `xp-search-${++made}`;
    this.#list = element('ul', { id, role: 'listbox', class: 'xp-found', hidden: true, 'aria-label': 'Neurons found' });
    this.input = element('input', {
      type: 'search',
      role: 'combobox',
      placeholder: 'id, layer or layer[3]',
      'aria-label': 'Search a neuron by hardware id or layer',
      'aria-expanded': 'false',
      'aria-controls': id,
      'aria-autocomplete': 'list',
      autocomplete: 'off',
    });
    this.element = element('div', { class: 'xp-search' }, this.input, this.#list);
    this.input.addEventListener('input', () => this.#search());
    this.input.addEventListener('keydown', (event) => this.#onKey(event));
    this.input.addEventListener('blur', () => this.#close());
  }

  #search(): void {
    this.#found = searchNeurons(this.#bands(), this.input.value);
    this.#active = 0;
    this.#show(this.input.value.trim() !== '');
  }

  #show(open: boolean): void {
    const items = this.#found.map(({ label }, index) => {
      const isActive = index === this.#active;
      const item = element(
        'li',
        { id: `${this.#list.id}-${index}`, role: 'option', 'aria-selected': String(isActive) },
        label,
      );
      // Before the field loses the focus, and with it the list.
      item.addEventListener('pointerdown', (event) => {
        event.preventDefault();
        this.#take(index);
      });
      return item;
    });
    const none = element('li', { class: 'xp-none' }, 'no such neuron');
    this.#list.replaceChildren(...(items.length > 0 ? items : [none]));
    this.#list.hidden = !open;
    this.input.setAttribute('aria-expanded', String(open));
    if (open && items.length > 0) this.input.setAttribute('aria-activedescendant', `${this.#list.id}-${this.#active}`);
    else this.input.removeAttribute('aria-activedescendant');
    items[this.#active]?.scrollIntoView({ block: 'nearest' });
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const by = event.key === 'ArrowDown' ? 1 : -1;
      this.#active = Math.max(0, Math.min(this.#found.length - 1, this.#active + by));
      this.#show(true);
      event.preventDefault();
    } else if (event.key === 'Enter') {
      this.#take(this.#active);
    } else if (event.key === 'Escape') {
      this.#close();
    }
  }

  #take(index: number): void {
    const found = this.#found[index];
    if (found === undefined) return;
    this.#close();
    this.#onFound(found.row);
  }

  #close(): void {
    this.#show(false);
  }
}
