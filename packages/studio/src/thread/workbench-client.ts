import { Raster } from '@xylopipe/core';
import type { Settings } from '../workbench/settings.js';
import type { FileRole, WorkbenchFile } from '../workbench/workbench-file.js';
import type { WorkbenchResult } from '../workbench/workbench-result.js';
import type { Answer, Request } from './messages.js';

/** A worker, as far as it is needed. */
export interface WorkerLike {
  addEventListener(type: 'message', listener: (event: MessageEvent<Answer>) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void;
  postMessage(message: Request): void;
}

/** What the page does about what the thread says. */
export interface WorkbenchListener {
  onFile(role: FileRole, name: string): void;
  /** A file that is neither network nor raster; what was there stays. */
  onNotTaken(reason: string): void;
  onResult(result: WorkbenchResult): void;
  /** A fault of ours, or of the browser. */
  onFailure(reason: string): void;
  /** Whether the thread has anything to do. */
  onBusy(isBusy: boolean): void;
}

/**
 * The page's side of a workbench in a thread of its own. Of runs only the newest counts: while one is under way, at most one
 * waits, and a result that has a newer one behind it is dropped.
 */
export class WorkbenchClient {
  readonly #worker: WorkerLike;
  readonly #listener: WorkbenchListener;
  #isRunning = false;
  #next: Settings | undefined;

  constructor(worker: WorkerLike, listener: WorkbenchListener) {
    this.#worker = worker;
    this.#listener = listener;
    worker.addEventListener('message', ({ data }) => this.#hear(data));
    worker.addEventListener('messageerror', () => this.#fail('an answer could not be read'));
    worker.addEventListener('error', (event) => {
      this.#fail(('message' in event && String(event.message)) || 'the script of the worker does not run');
    });
  }

  /** Puts a file on the workbench; what it is shows in its content. Nothing runs yet. */
  put(file: WorkbenchFile): void {
    this.#worker.postMessage({ file });
  }

  /** Asks for all that comes of the files, in place of what was asked for before and is not begun. */
  run(settings: Settings): void {
    this.#next = settings;
    this.#begin();
  }

  #begin(): void {
    if (this.#isRunning || this.#next === undefined) return;
    this.#worker.postMessage({ run: this.#next });
    this.#next = undefined;
    this.#isRunning = true;
    this.#listener.onBusy(true);
  }

  #hear(answer: Answer): void {
    if ('role' in answer) {
      this.#listener.onFile(answer.role, answer.name);
      return;
    }
    if ('notTaken' in answer) {
      this.#listener.onNotTaken(answer.notTaken);
      return;
    }
    this.#isRunning = false;
    const isNewest = this.#next === undefined;
    if (isNewest) this.#listener.onBusy(false);
    if ('failure' in answer) this.#listener.onFailure(answer.failure);
    else if (isNewest) this.#listener.onResult(whole(answer.result));
    this.#begin();
  }

  #fail(reason: string): void {
    this.#isRunning = false;
    this.#listener.onBusy(false);
    this.#listener.onFailure(reason);
  }
}

/** A raster loses its methods on the way. */
function whole(result: WorkbenchResult): WorkbenchResult {
  const { input } = result.model;
  if (input === undefined) return result;
  return { ...result, model: { ...result.model, input: new Raster(input.steps, input.channels, input.counts) } };
}
