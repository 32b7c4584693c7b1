import {
  type DeviceConfig,
  type Issue,
  isXylopipeError,
  type Raster,
  throwIfAborted,
  XylopipeError,
} from '@xylopipe/core';
import type { Telemetry } from '../telemetry/telemetry.js';
import { addTelemetry } from './add-telemetry.js';
import { resultOf } from './answer.js';
import type { BatchPool } from './batch-pool.js';
import type { BatchOptions, BatchResult } from './batch-result.js';
import { inOrder } from './in-order.js';
import { type Evolved, type Job, jobOf } from './job.js';
import { refuseBadOptions } from './options-check.js';
import { Turns } from './turns.js';
import type { Workers } from './workers.js';

/** A pool, whatever its workers are. */
export class PoolOfWorkers implements BatchPool {
  readonly workers: number;
  readonly issues: readonly Issue[];
  readonly #workers: Workers;
  readonly #config: DeviceConfig;
  readonly #turns: Turns;
  readonly #closing = new AbortController();
  #telemetry: Telemetry | null;

  constructor(workers: Workers, config: DeviceConfig) {
    this.workers = workers.count;
    this.issues = workers.opened.issues;
    this.#workers = workers;
    this.#config = config;
    this.#turns = new Turns(workers.count);
    this.#telemetry = workers.opened.telemetry;
  }

  async *evolveBatch(
    rasters: Iterable<Raster> | AsyncIterable<Raster>,
    options: BatchOptions = {},
  ): AsyncGenerator<BatchResult, void, void> {
    const { signal, onProgress, ...choice } = options ?? {};
    refuseBadOptions({ signal, onProgress }, this.#config.chipId);
    this.#refuseIfStopped(signal);
    this.#refuseUnlessIterable(rasters);
    const stop = new AbortController();
    const onStop = (): void => stop.abort();
    signal?.addEventListener('abort', onStop);
    this.#closing.signal.addEventListener('abort', onStop);
    const total = Array.isArray(rasters) ? rasters.length : undefined;
    let done = 0;
    const evolve = async (raster: Raster, index: number): Promise<BatchResult> => {
      const result = await this.#resultOf(raster, index, choice, stop.signal);
      try {
        if (!stop.signal.aborted) onProgress?.(++done, total);
      } catch (error) {
        stop.abort(error);
      }
      return result;
    };
    try {
      yield* inOrder(rasters, 2 * this.workers, evolve, stop.signal);
    } catch (error) {
      this.#refuseIfStopped(signal);
      throw error;
    } finally {
      stop.abort();
      signal?.removeEventListener('abort', onStop);
      this.#closing.signal.removeEventListener('abort', onStop);
    }
  }

  telemetry(): Telemetry | null {
    return structuredClone(this.#telemetry);
  }

  clearTelemetry(): void {
    this.#telemetry = this.#workers.opened.telemetry;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#workers.close();
  }

  async #resultOf(raster: Raster, index: number, options: BatchOptions, stop: AbortSignal): Promise<BatchResult> {
    try {
      const job = jobOf(raster, options, this.#config);
      const { value, issues, telemetry } = await this.#turns.take(() => this.#run(job, index, stop));
      if (telemetry !== null && this.#telemetry !== null) this.#telemetry = addTelemetry(this.#telemetry, telemetry);
      return { index, status: 'fulfilled', value, issues };
    } catch (error) {
      return { index, status: 'rejected', reason: this.#refusalOf(error, index) };
    }
  }

  async #run(job: Job, index: number, stop: AbortSignal): Promise<Evolved> {
    stop.throwIfAborted();
    const answer = await this.#workers.run(job, stop).catch((cause: unknown) => {
      throw new XylopipeError('WORKER_CRASHED', `the worker that evolved raster ${index} is gone: ${textOf(cause)}`, {
        who: this.#config.chipId,
        hint: 'if it ran out of memory, evolve shorter rasters or record less; otherwise evolve it alone to see why',
        cause,
      });
    });
    return resultOf(answer);
  }

  #refusalOf(error: unknown, index: number): XylopipeError {
    if (isXylopipeError(error)) return error;
    const message = `raster ${index} could not be evolved: ${textOf(error)}`;
    return new XylopipeError('EVOLVE_FAILED', message, { who: this.#config.chipId, cause: error });
  }

  #refuseUnlessIterable(rasters: unknown): void {
    if (Symbol.asyncIterator in Object(rasters) || Symbol.iterator in Object(rasters)) return;
    throw new XylopipeError('RASTERS_INVALID', 'the rasters are nothing to go through', {
      who: this.#config.chipId,
      hint: 'give a list or a generator, for a single raster too',
    });
  }

  #refuseIfStopped(signal: AbortSignal | undefined): void {
    if (this.#closing.signal.aborted) {
      throw new XylopipeError('POOL_CLOSED', 'the pool is closed', { who: this.#config.chipId });
    }
    throwIfAborted(signal, this.#config.chipId);
  }
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
