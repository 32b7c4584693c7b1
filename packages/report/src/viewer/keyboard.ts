/** What the keys that work everywhere on a page do. */
export interface PageKeys {
  readonly search: () => void;
  readonly theme: () => void;
  readonly help: () => void;
}

/** The part of {@link PageKeys} that a key stands for; none while a text is typed or a modifier is held. */
export function pageKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  isTyping: boolean,
): keyof PageKeys | undefined {
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.key === '/') return 'search';
  if (event.key === 't') return 'theme';
  return event.key === '?' ? 'help' : undefined;
}

/** Listens on a page. Returns what ends that. */
export function listenToKeys(page: Document, keys: PageKeys): () => void {
  const onKey = (event: KeyboardEvent): void => {
    const isTyping =
      event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]') !== null;
    const meaning = pageKey(event, isTyping);
    if (meaning === undefined || event.defaultPrevented) return;
    event.preventDefault();
    keys[meaning]();
  };
  page.addEventListener('keydown', onKey);
  return () => page.removeEventListener('keydown', onKey);
}
