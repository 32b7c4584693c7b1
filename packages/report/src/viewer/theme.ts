/** What the reader asked for; `system` follows the operating system. */
export type Theme = 'system' | 'light' | 'dark';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

const KEY = 'xylopipe-theme';

/** Light or dark for everything within an element, by its attribute `data-theme`; remembered where there is storage. */
export class ThemeSwitch {
  readonly #root: HTMLElement;
  readonly #system = matchMedia('(prefers-color-scheme: dark)');
  readonly #listeners = new Set<() => void>();
  readonly #onSystem = (): void => this.#tell();
  readonly #onPrint = ({ type }: Event): void => {
    this.#isPrinting = type === 'beforeprint';
    this.#tell();
  };
  readonly #before: string | undefined;
  #theme: Theme;
  #isPrinting = false;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#before = root.dataset.theme;
    this.#theme = remembered();
    this.#system.addEventListener('change', this.#onSystem);
    addEventListener('beforeprint', this.#onPrint);
    addEventListener('afterprint', this.#onPrint);
    this.#tell();
  }

  /** What was asked for. */
  get theme(): Theme {
    return this.#theme;
  }

  /** Whether it is being printed: nothing comes into sight any more. */
  get isPrinting(): boolean {
    return this.#isPrinting;
  }

  /** Whether it is dark now; paper is not. */
  get isDark(): boolean {
    if (this.#isPrinting) return false;
    return this.#theme === 'dark' || (this.#theme === 'system' && this.#system.matches);
  }

  /** From light to dark and back; once used, the operating system is no longer followed. */
  toggle(): void {
    this.#theme = this.isDark ? 'light' : 'dark';
    remember(this.#theme);
    this.#tell();
  }

  /** Calls `listener` after every change. Returns what ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): void {
    this.#system.removeEventListener('change', this.#onSystem);
    removeEventListener('beforeprint', this.#onPrint);
    removeEventListener('afterprint', this.#onPrint);
    this.#listeners.clear();
    if (this.#before === undefined) delete this.#root.dataset.theme;
    else this.#root.dataset.theme = this.#before;
  }

  #tell(): void {
    this.#root.dataset.theme = this.isDark ? 'dark' : 'light';
    for (const listener of this.#listeners) listener();
  }
}

/** Pages from disk, and those in a frame, may have no storage: it throws there. */
function remembered(): Theme {
  try {
    const value = localStorage.getItem(KEY);
    return THEMES.find((theme) => theme === value) ?? 'system';
  } catch {
    return 'system';
  }
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // It holds for this page then.
  }
}
