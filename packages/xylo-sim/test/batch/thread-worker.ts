import { Worker as Thread } from 'node:worker_threads';

/** A worker as browsers have them, as far as it is needed, on a thread of Node. */
export class ThreadWorker extends EventTarget {
  readonly #thread: Thread;

  constructor(script: URL) {
    super();
    this.#thread = new Thread(script, { execArgv: ['--conditions=@xylopipe/source'] });
    this.#thread.on('message', (data) => this.dispatchEvent(new MessageEvent('message', { data })));
    this.#thread.on('error', (error) => {
      this.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { error, message: error.message }));
    });
  }

  postMessage(message: unknown, transfer: ArrayBuffer[]): void {
    this.#thread.postMessage(message, transfer);
  }

  terminate(): void {
    void this.#thread.terminate();
  }
}
