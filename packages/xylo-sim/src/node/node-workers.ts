import type { ResourceLimits } from 'node:worker_threads';
import type { Piscina } from 'piscina';
import type { Answer } from '../batch/answer.js';
import type { Evolved, Job } from '../batch/job.js';
import type { Network, Opened } from '../batch/loaded-network.js';
import { allOpen, type Workers } from '../batch/workers.js';
import type { OpenedThread } from './worker.js';

/** What the threads run: a module with the exports of `worker.ts`. */
export interface WorkerScript {
  readonly url: URL;
  readonly execArgv?: readonly string[];
  readonly resourceLimits?: ResourceLimits;
}

/** Out of the sources the TypeScript beside this file, with the sources of other packages. */
const ownScript: WorkerScript = import.meta.url.endsWith('.ts')
  ? { url: new URL('./boot.mjs', import.meta.url), execArgv: ['--conditions=@xylopipe/source'] }
  : { url: new URL('./worker.js', import.meta.url) };

/** Threads of Node, kept by piscina. */
export class NodeWorkers implements Workers {
  readonly count: number;
  readonly opened: Opened;
  readonly #pool: Piscina;
  /** One per job at work: a signal that lives as long as the pool would keep something of every job. */
  readonly #inFlight = new Set<AbortController>();

  private constructor(pool: Piscina, opened: Opened) {
    this.count = pool.maxThreads;
    this.opened = opened;
    this.#pool = pool;
    pool.on('workerDestroy', () => queueMicrotask(() => this.#failTheStranded()));
  }

  /** Starts `count` threads; throws as `allOpen` does, with no thread left. */
  static async open(
    network: Network,
    count: number,
    signal: AbortSignal | undefined,
    { url, execArgv, resourceLimits }: WorkerScript = ownScript,
  ): Promise<NodeWorkers> {
    // It takes its time to load, in vain where no pool is opened.
    const { Piscina } = await import('piscina');
    const pool = new Piscina({
      filename: url.href,
      minThreads: count,
      maxThreads: count,
      workerData: network,
      recordTiming: false,
      ...(execArgv && { execArgv: [...execArgv] }),
      ...(resourceLimits && { resourceLimits }),
    });
    // An idle thread that dies fails nobody's work, and is replaced.
    pool.on('error', () => {});
    try {
      return new NodeWorkers(pool, await allOpen(openEach(pool, count, signal), network.source.chipId, signal));
    } catch (error) {
      await pool.destroy();
      throw error;
    }
  }

  async run(job: Job, signal: AbortSignal): Promise<Answer<Evolved>> {
    signal.throwIfAborted();
    const ending = new AbortController();
    const end = (): void => ending.abort(signal.reason);
    signal.addEventListener('abort', end);
    this.#inFlight.add(ending);
    try {
      return await this.#pool.run(job, {
        name: 'evolve',
        transferList: [job.counts.buffer],
        signal: ending.signal,
      });
    } catch (error) {
      throw ending.signal.aborted ? ending.signal.reason : error;
    } finally {
      this.#inFlight.delete(ending);
      signal.removeEventListener('abort', end);
    }
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }

  /** Piscina starts no thread in place of one that died while starting: jobs that waited for it would wait for ever. */
  #failTheStranded(): void {
    if (this.#pool.threads.length > 0) return;
    const reason = new Error('no worker could be started');
    for (const ending of this.#inFlight) ending.abort(reason);
  }
}

/** How often all threads are asked to open before it is given up. */
const ROUNDS = 20;

/** What each thread says. Piscina promises nobody that as many jobs as threads go to one each: asks until they did. */
async function openEach(
  pool: Piscina,
  count: number,
  signal: AbortSignal | undefined,
): Promise<readonly Answer<Opened>[]> {
  const run = (): Promise<OpenedThread> => pool.run(undefined, { name: 'open', signal: signal ?? null });
  for (let round = 0; round < ROUNDS; round++) {
    const threads = await Promise.all(Array.from({ length: count }, run));
    if (new Set(threads.map(({ threadId }) => threadId)).size === count) return threads.map(({ answer }) => answer);
  }
  throw new Error(`not all of ${count} threads answered`);
}
