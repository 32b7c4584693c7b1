import { button, element, showReport, type View } from '@xylopipe/report/viewer';
import { WorkbenchClient, type WorkerLike } from '../thread/workbench-client.js';
import { type FileRole, MOST_BYTES } from '../workbench/workbench-file.js';
import type { WorkbenchResult } from '../workbench/workbench-result.js';
import { ChipPicker } from './chip-picker.js';
import { DownloadPanel } from './download-panel.js';
import type { Example, TextFile } from './example.js';
import { FilePanel } from './file-panel.js';
import { QuantizeForm } from './quantize-form.js';
import { ResultCard } from './result-card.js';
import { adoptStudioStyles } from './styles.js';

/** What a change waits for more of its kind, in milliseconds. */
const PATIENCE = 120;

/** The whole page: files, chip and options at the side, and what comes of them. */
export class StudioPage {
  readonly #client: WorkbenchClient;
  readonly #files = new FilePanel((files) => void this.#take(files));
  readonly #chips = new ChipPicker((chipId) => this.#pick(chipId));
  readonly #quantize = new QuantizeForm(() => this.#runSoon());
  readonly #card = new ResultCard();
  readonly #downloads = new DownloadPanel();
  readonly #status = element('p', { class: 'studio-status', role: 'status' });
  readonly #attribution = element('p', { class: 'studio-soft' });
  readonly #report = element('div');
  readonly #result = element('div', { class: 'studio-result' }, this.#status, this.#card.root, this.#report);
  #view: View | undefined;
  #chipId = 'syns61201';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, worker: WorkerLike, examples: readonly Example[]) {
    adoptStudioStyles(root.ownerDocument);
    this.#client = new WorkbenchClient(worker, {
      onFile: (role, name) => this.#onFile(role, name),
      onNotTaken: (reason) => this.#files.refuse(reason),
      onResult: (result) => this.#show(result),
      onFailure: (reason) => this.#say(`The workbench failed: ${reason}`, 'error'),
      onBusy: (isBusy) => {
        if (isBusy) this.#say('Computing…', 'busy');
      },
    });
    root.classList.add('xp', 'studio');
    root.replaceChildren(
      element(
        'aside',
        { 'aria-label': 'Workbench' },
        element('h1', {}, 'Xylopipe studio'),
        this.#files.root,
        this.#examplesOf(examples),
        this.#chips.root,
        this.#quantize.root,
        this.#downloads.root,
      ),
      this.#result,
    );
    followTheme(this.#report, root);
    const [first] = examples;
    if (first === undefined) this.#run();
    else this.#load(first);
  }

  #examplesOf(examples: readonly Example[]): HTMLElement {
    const buttons = examples.map((example) =>
      button(example.title, `Load the example: ${example.title}`, () => this.#load(example)),
    );
    return element(
      'fieldset',
      {},
      element('legend', {}, 'Examples'),
      element('div', { class: 'studio-buttons' }, ...buttons),
      this.#attribution,
    );
  }

  #load({ network, raster, chipId, attribution = '' }: Example): void {
    this.#files.begin();
    for (const { name, text } of [network, raster] satisfies TextFile[]) {
      this.#client.put({ name, bytes: new TextEncoder().encode(text) });
    }
    this.#attribution.textContent = attribution;
    this.#chipId = chipId;
    this.#run();
  }

  /** Reads what was dropped; too large a file is not even read. */
  async #take(files: readonly File[]): Promise<void> {
    if (files.length > 0) this.#files.begin();
    try {
      for (const file of files) {
        if (file.size > MOST_BYTES) {
          const reason = `${file.name} has ${file.size} bytes; a page reads at most ${MOST_BYTES}`;
          this.#files.refuse(reason);
          if (files.length > 1) continue;
          this.#say(reason, 'error');
          return;
        }
        this.#client.put({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
      }
    } catch (error) {
      this.#say(`It cannot be read: ${String(error)}`, 'error');
      return;
    }
    if (files.length > 0) this.#run();
  }

  #onFile(role: FileRole, name: string): void {
    this.#files.show(role, name);
  }

  #pick(chipId: string): void {
    this.#chipId = chipId;
    this.#run();
  }

  #runSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(), PATIENCE);
  }

  #run(): void {
    clearTimeout(this.#timer);
    if (this.#tellsInvalid()) return;
    this.#client.run({ chipId: this.#chipId, quantize: this.#quantize.options });
  }

  /** Options that are no numbers have no result, and that of others must not be taken for theirs. */
  #tellsInvalid(): boolean {
    const { invalid } = this.#quantize;
    this.#result.toggleAttribute('data-stale', invalid.length > 0);
    this.#downloads.root.hidden = invalid.length > 0;
    if (invalid.length === 0) return false;
    this.#say(`Not a number: ${invalid.join(', ')}. Give a number, or empty the field for the default`, 'error');
    return true;
  }

  #show(result: WorkbenchResult): void {
    if (this.#tellsInvalid()) return;
    this.#chips.show(result.fits, result.settings.chipId);
    const change = this.#card.show(result);
    this.#downloads.show(result);
    document.title = `${result.model.title} – Xylopipe studio`;
    if (this.#view === undefined) this.#view = showReport(this.#report, result.model);
    else this.#view.update(result.model);
    if (result.refusedBy === undefined) this.#say(doneText(result, change), 'done');
    else this.#say(`Refused at “${result.refusedBy}”: see the issues`, 'error');
  }

  #say(text: string, state: 'busy' | 'done' | 'error'): void {
    this.#status.textContent = text;
    this.#status.dataset.state = state;
  }
}

function doneText({ model, milliseconds }: WorkbenchResult, change: string): string {
  if (model.network === undefined) return 'Drop a network to begin';
  if (model.input === undefined) return 'Drop a raster to run it';
  return [`Done in ${milliseconds.toFixed(0)} ms`, ...(change === '' ? [] : [change])].join('; ');
}

/** The report has the switch; the page around it follows. */
function followTheme(report: HTMLElement, page: HTMLElement): void {
  const follow = (): void => {
    page.dataset.theme = report.dataset.theme ?? 'light';
  };
  new MutationObserver(follow).observe(report, { attributeFilter: ['data-theme'] });
}
