/** What an element is given: attributes, `true` for those without a value; what is `undefined` or `false` is left out. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An HTML element with attributes and children; strings become text, never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(key, value === true ? '' : String(value));
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/**
 * A button that calls `onClick`; `title` says what it does, and which key does the same. Its name for readers of the screen
 * is both: who speaks to the page says what is written.
 */
export function button(label: string, title: string, onClick: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', title, 'aria-label': nameOf(label, title) }, label);
  made.addEventListener('click', onClick);
  return made;
}

const nameOf = (label: string, title: string): string =>
  !/\w/.test(label) || title.toLowerCase().includes(label.toLowerCase()) ? title : `${label}: ${title}`;
