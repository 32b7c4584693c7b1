import { Presets, SingleBar } from 'cli-progress';
import type { TextStream } from './terminal.js';

/** What is over sooner needs no bar. */
const PATIENCE_MS = 1000;

/** A bar that appears once the work has lasted a second. */
export class Progress {
  readonly #start = performance.now();
  readonly #bar: SingleBar | undefined;
  #shown = false;

  /** A bar on `stream`, or none that is ever seen. */
  constructor(stream: TextStream, visible: boolean) {
    if (!visible) return;
    const format = '{what} {bar} {percentage}%';
    const options = { stream, format, barsize: 30, hideCursor: true, clearOnComplete: true, gracefulExit: false };
    this.#bar = new SingleBar(options, Presets.shades_classic);
  }

  /** How far the work is, 0 to 1, and what is being done. */
  update(fraction: number, what: string): void {
    if (this.#shown) this.#bar?.update(fraction, { what });
    else if (performance.now() - this.#start >= PATIENCE_MS) {
      this.#bar?.start(1, fraction, { what });
      this.#shown = true;
    }
  }

  /** Takes the bar away. */
  stop(): void {
    if (this.#shown) this.#bar?.stop();
  }
}
