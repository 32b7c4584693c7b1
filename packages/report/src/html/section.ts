import { escapeText } from '../svg/escape.js';

/** A part of the page; nothing where it has no content. */
export function section(id: string, title: string, content: readonly string[]): string {
  const shown = content.filter((part) => part !== '');
  if (shown.length === 0) return '';
  return `<section id="${id}"><h2>${escapeText(title)}</h2>\n${shown.join('\n')}\n</section>`;
}

/** A figure in the page. */
export const figure = (svg: string): string => `<figure>${svg}</figure>`;

/** A sentence. */
export const paragraph = (text: string): string => `<p>${escapeText(text)}</p>`;

/** Names and values, one below the other. */
export const list = (entries: readonly (readonly [name: string, value: string])[]): string =>
  entries.length === 0
    ? ''
    : `<dl>${entries.map(([name, value]) => `<dt>${escapeText(name)}</dt><dd>${escapeText(value)}</dd>`).join('')}</dl>`;

/** What only some want to see. */
export const folded = (summary: string, content: string): string =>
  `<details><summary>${escapeText(summary)}</summary>${content}</details>`;
