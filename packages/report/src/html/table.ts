import { readable } from '../numbers.js';
import { escapeText } from '../svg/escape.js';

/** What a cell holds; numbers stand right, `undefined` is an empty cell. */
export type Cell = string | number | undefined;

/** What a column is; `note` is shown where somebody points at the head. */
export interface Column {
  readonly name: string;
  /** Whether it names the rows. */
  readonly isHead?: boolean | undefined;
  readonly note?: string | undefined;
}

/** A table of HTML; `caption` names it for those who do not see it beside its heading. */
export function table(
  caption: string,
  columns: readonly (string | Column)[],
  rows: readonly (readonly Cell[])[],
): string {
  const all: readonly Column[] = columns.map((column) => (typeof column === 'string' ? { name: column } : column));
  const heads = all.map(({ name, note }) => {
    return `<th scope="col"${note === undefined ? '' : ` title="${escapeText(note)}"`}>${escapeText(name)}</th>`;
  });
  const body = rows.map((row) => `<tr>${row.map((value, i) => cell(value, all[i]?.isHead)).join('')}</tr>`);
  return `<div class="wide"><table><caption>${escapeText(caption)}</caption><thead><tr>${heads.join('')}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
}

function cell(value: Cell, isHead = false): string {
  const [tag, scope] = isHead ? ['th', ' scope="row"'] : ['td', ''];
  return typeof value === 'number'
    ? `<${tag}${scope} class="n">${readable(value)}</${tag}>`
    : `<${tag}${scope}>${escapeText(value ?? '')}</${tag}>`;
}
