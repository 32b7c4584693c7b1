import { element } from '@xylopipe/report/viewer';
import type { FileRole } from '../workbench/workbench-file.js';

/** Where files come in: a button for the keyboard, and the whole page to drop on. Shows what lies on the workbench. */
export class FilePanel {
  readonly root: HTMLElement;
  readonly #names: Readonly<Record<FileRole, HTMLElement>>;
  readonly #refusals = element('ul', { class: 'studio-refusals', role: 'alert' });
  /** Files of this round, by what they are. */
  readonly #taken = new Map<FileRole, string>();

  constructor(onFiles: (files: readonly File[]) => void) {
    const input = element('input', { type: 'file', multiple: true, class: 'xp-hidden', id: 'files' });
    input.addEventListener('change', () => {
      onFiles([...(input.files ?? [])]);
      input.value = ''; // the same file again is a change as well
    });
    this.#names = { network: element('dd', {}, 'none'), raster: element('dd', {}, 'none') };
    this.root = element(
      'section',
      { class: 'studio-files', 'aria-label': 'Files' },
      element('p', {}, 'Drop a network and a raster anywhere on this page, or '),
      element('label', { class: 'studio-button', for: input.id }, 'Open files…'),
      input,
      element(
        'p',
        { class: 'studio-soft' },
        'Network: .json, also of Rockpool, or .nir. Raster: .npy, .npz, .csv, .json or .nir. They stay on this machine.',
      ),
      element(
        'dl',
        {},
        element('dt', {}, 'Network'),
        this.#names.network,
        element('dt', {}, 'Raster'),
        this.#names.raster,
      ),
      this.#refusals,
    );
    listenToDrops(document, onFiles);
  }

  /** Files are given anew: what was said of others is gone. */
  begin(): void {
    this.#taken.clear();
    this.#refusals.replaceChildren();
  }

  /** Says of a file that it is not taken, and why. */
  refuse(reason: string): void {
    this.#refusals.append(element('li', {}, `Not taken: ${reason}`));
  }

  /** The last file of a kind is the one that counts, and the others are told. */
  show(role: FileRole, name: string): void {
    const before = this.#taken.get(role);
    if (before !== undefined) this.refuse(`${before}, as ${name} is a ${role} too, and the last one counts`);
    this.#taken.set(role, name);
    this.#names[role].textContent = name;
  }
}

function listenToDrops(page: Document, onFiles: (files: readonly File[]) => void): void {
  const mark = (isOver: boolean): void => void page.documentElement.classList.toggle('studio-dropping', isOver);
  page.addEventListener('dragover', (event) => {
    event.preventDefault();
    mark(true);
  });
  page.addEventListener('dragleave', ({ relatedTarget }) => {
    if (relatedTarget === null) mark(false);
  });
  page.addEventListener('drop', (event) => {
    event.preventDefault();
    mark(false);
    onFiles([...(event.dataTransfer?.files ?? [])]);
  });
}
