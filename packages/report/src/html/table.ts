import { readable } from '../numbers.js';
import { escapeText } from '../svg/escape.js';

/** What a cell holds; numbers stand right, `undefined` is an empty cell. */
export type Cell = string | number | undefined;

/** What a column is; `note` is shown where somebody points at the head. */
export interface Column {
  readonly name: string;
  readonly note?: string | undefined;
}

/** A table of HTML; `caption` names it for those who do not see it beside its heading. */
export function table(
  caption: string,
  columns: readonly (string | Column)[],
  rows: readonly (readonly Cell[])[],
): string {
  const heads = columns.map((column) => {
    const { name, note } = typeof column === 'string' ? { name: column, note: undefined } : column;
    return `<th scope="col"${note === undefined ? '' : ` title="${escapeText(note)}"`}>${escapeText(name)}</th>`;
  });
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`);
  return `<div class="wide"><table><caption>${escapeText(caption)}</caption><thead><tr>${heads.join('')}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
}

const cell = (value: Cell): string =>
  typeof value === 'number' ? `<td class="n">${readable(value)}</td>` : `<td>${escapeText(value ?? '')}</td>`;
