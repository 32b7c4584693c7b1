import { Worker } from 'node:worker_threads';

/** A thread that reads file after file, with a short time for each: a library in C can loop. */
export class ReadingThread {
  readonly #worker = new Worker(new URL('./reader.boot.mjs', import.meta.url), {
    execArgv: ['--conditions=@xylopipe/source'],
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  #hear: (outcome: string) => void = () => {};
  readonly #ready = new Promise<string>((resolve) => {
    this.#hear = resolve;
  });

  constructor() {
    this.#worker.on('message', (outcome) => this.#hear(outcome));
    this.#worker.on('error', () => this.#hear('died'));
  }

  /** What came of a file; `hung` or `died` if the thread has to be ended for it. */
  async read(bytes: Uint8Array, milliseconds: number): Promise<string> {
    await this.#ready;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve('hung'), milliseconds);
      this.#hear = (outcome) => {
        clearTimeout(timer);
        resolve(outcome);
      };
      this.#worker.postMessage(bytes);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
