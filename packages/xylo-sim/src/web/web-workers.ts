import type { Issue } from '@xylopipe/core';
import type { Answer } from '../batch/answer.js';
import type { Evolved, Job } from '../batch/job.js';
import type { Network } from '../batch/loaded-network.js';
import { allOpen, type Workers } from '../batch/workers.js';
import type { Request } from './serve-simulator.js';
import { WebWorker } from './web-worker.js';

/** Web Workers. One that is gone is replaced when it is needed. */
export class WebWorkers implements Workers {
  readonly count: number;
  issues: readonly Issue[] = [];
  readonly #network: Network;
  readonly #start: () => Worker;
  readonly #alive = new Set<WebWorker>();
  readonly #idle: WebWorker[] = [];

  private constructor(network: Network, count: number, start: () => Worker) {
    this.count = count;
    this.#network = network;
    this.#start = start;
  }

  /** Starts `count` workers; throws as `allOpen` does, with no worker left. */
  static async open(
    network: Network,
    count: number,
    signal: AbortSignal | undefined,
    start: () => Worker,
  ): Promise<WebWorkers> {
    const workers = new WebWorkers(network, count, start);
    try {
      const openings = Array.from({ length: count }, async () => {
        const { worker, answer } = await workers.#started(signal);
        workers.#idle.push(worker);
        return answer;
      });
      workers.issues = await allOpen(openings, network.source.chipId, signal);
      return workers;
    } catch (error) {
      await workers.close();
      throw error;
    }
  }

  async run(job: Job, signal: AbortSignal): Promise<Answer<Evolved>> {
    const worker = this.#idle.pop() ?? (await this.#started(signal)).worker;
    const answer = await this.#ask<Answer<Evolved>>(worker, { job }, [job.counts.buffer], signal);
    this.#idle.push(worker);
    return answer;
  }

  async close(): Promise<void> {
    for (const worker of this.#alive) worker.terminate();
    this.#alive.clear();
  }

  /** One more worker, with what it said to the network. */
  async #started(signal: AbortSignal | undefined): Promise<{ worker: WebWorker; answer: Answer<readonly Issue[]> }> {
    const worker = new WebWorker(this.#start());
    this.#alive.add(worker);
    return { worker, answer: await this.#ask(worker, { network: this.#network }, [], signal) };
  }

  async #ask<T>(worker: WebWorker, request: Request, transfer: ArrayBuffer[], signal?: AbortSignal): Promise<T> {
    try {
      return await worker.ask<T>(request, transfer, signal);
    } catch (error) {
      worker.terminate();
      this.#alive.delete(worker);
      throw error;
    }
  }
}
