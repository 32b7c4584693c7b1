import type { Request } from './serve-simulator.js';

/** One thread, which is asked one thing at a time. Once it has failed it is of no use any more. */
export class WebWorker {
  readonly #worker: Worker;
  #failure: Error | undefined;
  #pending: { resolve(answer: unknown): void; reject(error: Error): void } | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener('message', ({ data }) => this.#pending?.resolve(data));
    worker.addEventListener('messageerror', () => this.#fail(new Error('its answer could not be read')));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#fail(new Error(event.message || 'its script could not be loaded', { cause: event.error ?? undefined }));
    });
  }

  get failed(): boolean {
    return this.#failure !== undefined;
  }

  /** Sends a request and gives the answer. Rejects if the worker fails, and with the reason of `signal` when that fires. */
  async ask<T>(request: Request, transfer: ArrayBuffer[], signal: AbortSignal | undefined): Promise<T> {
    signal?.throwIfAborted();
    if (this.#failure !== undefined) throw this.#failure;
    const onAbort = (): void => this.#pending?.reject(signal?.reason);
    signal?.addEventListener('abort', onAbort);
    try {
      return await new Promise<T>((resolve, reject) => {
        this.#pending = { resolve: (answer) => resolve(answer as T), reject };
        this.#worker.postMessage(request, transfer);
      });
    } finally {
      this.#pending = undefined;
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /** Ends the thread, whatever it does. */
  terminate(): void {
    this.#worker.terminate();
    this.#fail(new Error('the worker was ended'));
  }

  #fail(failure: Error): void {
    this.#failure ??= failure;
    this.#pending?.reject(failure);
  }
}
