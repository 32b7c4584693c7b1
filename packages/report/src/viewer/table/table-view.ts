import { readable } from '../../numbers.js';
import { button, element } from '../element.js';
import { type Direction, sortedRows } from './sort.js';

/** A column of a table, all of the same length. */
export interface TableColumn {
  readonly name: string;
  /** Behind the name; empty for none. */
  readonly unit?: string | undefined;
  /** What it means, one line. */
  readonly description?: string | undefined;
  readonly values: ArrayLike<number | string>;
  /** Whether it names the rows. */
  readonly isHead?: boolean | undefined;
  /** What pressing a cell does; `undefined` for rows in which there is nothing to press. */
  readonly actionOf?: ((row: number) => CellAction | undefined) | undefined;
}

/** What a cell does when it is pressed. */
export interface CellAction {
  /** What it does, with what the cell shows in it. */
  readonly label: string;
  run(): void;
}

/** What a table shows. */
export interface TableContent {
  readonly caption: string;
  readonly columns: readonly TableColumn[];
}

/** A table on the page. */
export interface TableView {
  /** Shows another table; sorted by the column of the same name as before. */
  update(content: TableContent): void;
  close(): void;
}

/** More rows wait for a click. */
const FIRST_ROWS = 50;

/** A table that its heads sort, appended to `root`. */
export function tableView(root: HTMLElement, content: TableContent): TableView {
  return new SortedTable(root, content);
}

class SortedTable implements TableView {
  readonly #element: HTMLElement;
  readonly #table = element('table');
  readonly #more: HTMLButtonElement;
  #content: TableContent;
  #sorted: { readonly name: string; readonly direction: Direction } | undefined;
  #showsAll = false;

  constructor(root: HTMLElement, content: TableContent) {
    this.#content = content;
    this.#more = element('button', { type: 'button' });
    this.#more.addEventListener('click', () => {
      this.#showsAll = true;
      this.#render();
      // The button is gone: the rows are where the reader goes on.
      scroll.focus();
    });
    const scroll = element(
      'div',
      { class: 'xp-scroll', tabindex: 0, role: 'region', 'aria-label': content.caption },
      this.#table,
    );
    this.#element = element('div', { class: 'xp-table' }, scroll, this.#more);
    root.append(this.#element);
    this.#render();
  }

  update(content: TableContent): void {
    this.#content = content;
    this.#render();
  }

  close(): void {
    this.#element.remove();
  }

  #render(): void {
    const { caption, columns } = this.#content;
    const count = Math.max(0, ...columns.map(({ values }) => values.length));
    const by = columns.find(({ name }) => name === this.#sorted?.name);
    const all =
      by === undefined || this.#sorted === undefined
        ? Array.from({ length: count }, (_, i) => i)
        : sortedRows(by.values, this.#sorted.direction);
    const shown = this.#showsAll ? all : all.slice(0, FIRST_ROWS);
    const body = element('tbody');
    for (const row of shown) body.append(element('tr', {}, ...columns.map((column) => cell(column, row))));
    const heads = columns.map((column) => this.#head(column));
    const head = element('thead', {}, element('tr', {}, ...heads));
    const held = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.column : undefined;
    this.#table.replaceChildren(element('caption', {}, caption), head, body);
    // The head that was pressed is another element now.
    if (held !== undefined) this.#table.querySelector<HTMLElement>(`[data-column="${CSS.escape(held)}"]`)?.focus();
    this.#more.hidden = shown.length === all.length;
    this.#more.textContent = `Show all ${all.length} rows`;
  }

  #head({ name, unit = '', description, values }: TableColumn): HTMLElement {
    const direction = this.#sorted?.name === name ? this.#sorted.direction : undefined;
    const arrow = direction === undefined ? '' : direction === 'ascending' ? ' ↑' : ' ↓';
    const sort = element('button', { type: 'button', title: description, 'data-column': name });
    sort.textContent = `${name}${unit === '' ? '' : ` (${unit})`}${arrow}`;
    sort.addEventListener('click', () => {
      this.#sorted = { name, direction: direction === 'descending' ? 'ascending' : 'descending' };
      this.#render();
    });
    const isNumber = typeof values[0] === 'number';
    return element('th', { scope: 'col', class: isNumber && 'xp-number', 'aria-sort': direction ?? 'none' }, sort);
  }
}

function cell({ values, isHead = false, actionOf }: TableColumn, row: number): HTMLElement {
  const value = values[row];
  const isNumber = typeof value === 'number';
  const shown = isNumber ? (Number.isNaN(value) ? '–' : readable(value)) : (value ?? '');
  const action = actionOf?.(row);
  const content = action === undefined ? shown : pressable(shown, action);
  return isHead
    ? element('th', { scope: 'row', class: isNumber && 'xp-number' }, content)
    : element('td', { class: isNumber && 'xp-number' }, content);
}

function pressable(shown: string, { label, run }: CellAction): HTMLElement {
  return button(shown, label, run);
}
