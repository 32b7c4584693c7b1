import type { Answer } from '../batch/answer.js';
import type { Evolved, Job } from '../batch/job.js';
import type { Network, Opened } from '../batch/loaded-network.js';
import { allOpen, type Workers } from '../batch/workers.js';
import { WebWorker } from './web-worker.js';

/** Web Workers. One that is gone is replaced when it is needed. */
export class WebWorkers implements Workers {
  readonly count: number;
  readonly opened: Opened;
  readonly #network: Network;
  readonly #start: () => Worker;
  readonly #alive: Set<WebWorker>;
  readonly #idle: WebWorker[];

  private constructor(network: Network, opened: Opened, start: () => Worker, workers: WebWorker[]) {
    this.count = workers.length;
    this.opened = opened;
    this.#network = network;
    this.#start = start;
    this.#alive = new Set(workers);
    this.#idle = workers;
  }

  /** Starts `count` workers; throws as `allOpen` does, with no worker left. */
  static async open(
    network: Network,
    count: number,
    signal: AbortSignal | undefined,
    start: () => Worker,
  ): Promise<WebWorkers> {
    const workers: WebWorker[] = [];
    const openings = Array.from({ length: count }, async () => {
      const worker = new WebWorker(start());
      workers.push(worker);
      return worker.ask<Answer<Opened>>({ network }, [], signal);
    });
    try {
      return new WebWorkers(
        network,
        await allOpen(Promise.all(openings), network.source.chipId, signal),
        start,
        workers,
      );
    } catch (error) {
      for (const worker of workers) worker.terminate();
      throw error;
    }
  }

  async run(job: Job, signal: AbortSignal): Promise<Answer<Evolved>> {
    const idle = this.#takeIdle();
    const worker = idle ?? new WebWorker(this.#start());
    this.#alive.add(worker);
    try {
      if (idle === undefined) await worker.ask({ network: this.#network }, [], signal);
      const answer = await worker.ask<Answer<Evolved>>({ job }, [job.counts.buffer], signal);
      this.#idle.push(worker);
      return answer;
    } catch (error) {
      this.#end(worker);
      throw error;
    }
  }

  async close(): Promise<void> {
    for (const worker of this.#alive) worker.terminate();
    this.#alive.clear();
  }

  /** Ends those on the way that failed while they were idle. */
  #takeIdle(): WebWorker | undefined {
    let worker = this.#idle.pop();
    while (worker?.failed) {
      this.#end(worker);
      worker = this.#idle.pop();
    }
    return worker;
  }

  #end(worker: WebWorker): void {
    worker.terminate();
    this.#alive.delete(worker);
  }
}
