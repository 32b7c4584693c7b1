import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import {
  type DeviceConfig,
  type Issue,
  type Raster,
  throwIfAborted,
  type UpdateRule,
  XylopipeError,
} from '@xylopipe/core';
import type { Piscina } from 'piscina';
import type { Score } from '../trial.js';
import type { Yardstick } from '../yardstick.js';
import type { BenchData } from './scoring-bench.js';
import type { Answer } from './worker.js';

/** What is simulated, and how it is judged. */
export interface ScoringPoolOptions {
  readonly yardstick: Yardstick;
  /** In the order of the references of the yardstick. */
  readonly rasters: readonly Raster[];
  /** Which neuron arithmetic the chip has. */
  readonly updateRule: UpdateRule;
  /** Worker threads, 1 to 256. Default: one per core. */
  readonly workers?: number | undefined;
}

const MAX_WORKERS = 256;

/** Out of the sources the TypeScript beside this file, with the sources of other packages. */
const script: { readonly url: URL; readonly execArgv?: string[] } = import.meta.url.endsWith('.ts')
  ? { url: new URL('./boot.mjs', import.meta.url), execArgv: ['--conditions=@xylopipe/source'] }
  : { url: new URL('./worker.js', import.meta.url) };

/** Simulates and judges configurations in worker threads, each of which has the recordings from the beginning. */
export class ScoringPool {
  readonly workers: number;
  readonly #pool: Piscina;
  /** One per configuration at work. */
  readonly #inFlight = new Set<AbortController>();
  #closed = false;

  private constructor(pool: Piscina) {
    this.workers = pool.maxThreads;
    this.#pool = pool;
    // An idle thread that dies fails nobody's work, and is replaced.
    pool.on('error', () => {});
    pool.on('workerDestroy', () => queueMicrotask(() => this.#endIfStranded()));
  }

  /** Starts the threads. Throws `WORKERS_INVALID` for a number of workers that there cannot be. */
  static async open({ yardstick, rasters, updateRule, ...options }: ScoringPoolOptions): Promise<ScoringPool> {
    const { workers = Math.min(availableParallelism(), MAX_WORKERS) } = options;
    if (!(Number.isInteger(workers) && workers >= 1 && workers <= MAX_WORKERS)) {
      throw new XylopipeError('WORKERS_INVALID', `there cannot be ${workers} workers`, {
        hint: `give a whole number from 1 to ${MAX_WORKERS}, or none for one per core`,
      });
    }
    const recordings = rasters.map(({ steps, channels, counts }) => ({ steps, channels, counts }));
    const workerData: BenchData = { yardstick, recordings, updateRule };
    // It takes its time to load, in vain where no pool is opened.
    const { Piscina } = await import('piscina');
    const { url, execArgv } = script;
    const threads = { minThreads: workers, maxThreads: workers, recordTiming: false };
    return new ScoringPool(new Piscina({ ...threads, filename: url.href, workerData, ...(execArgv && { execArgv }) }));
  }

  /**
   * The score of a configuration.
   * @throws ABORTED when `signal` fires: the thread that works on it is ended; WORKER_CRASHED if a thread dies; what
   * `XyloSimulator` throws for a configuration that cannot be simulated.
   */
  async score(config: DeviceConfig, signal?: AbortSignal): Promise<Score> {
    throwIfAborted(signal, config.chipId);
    const ending = new AbortController();
    const end = (): void => ending.abort();
    // As many listen as configurations are at work, which Node takes for a leak.
    if (signal !== undefined) setMaxListeners(0, signal);
    signal?.addEventListener('abort', end, { once: true });
    this.#inFlight.add(ending);
    let answer: Answer;
    try {
      answer = await this.#pool.run(config, { name: 'score', signal: ending.signal });
    } catch (cause) {
      throwIfAborted(signal, config.chipId);
      throw new XylopipeError('WORKER_CRASHED', 'a worker that simulates ended before it was done', {
        who: config.chipId,
        hint: 'try fewer workers if memory is short',
        cause,
      });
    } finally {
      this.#inFlight.delete(ending);
      signal?.removeEventListener('abort', end);
    }
    if ('score' in answer) return answer.score;
    const { code, message, issues } = answer.refusal;
    throw new XylopipeError(code, message.split('\n', 1)[0] ?? '', { issues: issues as readonly Issue[] });
  }

  /** Ends all threads, whatever they are doing. Can be called twice. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#pool.destroy();
  }

  /** Piscina starts no thread in place of one that died while starting: who waits for it would wait for ever. */
  #endIfStranded(): void {
    if (this.#closed || this.#pool.threads.length > 0) return;
    for (const ending of this.#inFlight) ending.abort();
  }
}
