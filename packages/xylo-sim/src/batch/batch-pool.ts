import type { Issue, Raster } from '@xylopipe/core';
import type { Telemetry } from '../telemetry/telemetry.js';
import type { BatchOptions, BatchResult } from './batch-result.js';

/** Workers that have loaded one network and evolve rasters with it, any number of batches after or beside each other. */
export interface BatchPool {
  /** Number of workers. */
  readonly workers: number;
  /** Warnings about the network as a whole: `FAST_CORE_UNAVAILABLE` where `auto` had to take the reference core. */
  readonly issues: readonly Issue[];

  /**
   * Evolves each raster from rest and gives the results in the order of the rasters: those of one `XyloSimulator` after
   * the other, bit for bit. At most two rasters per worker are taken ahead of what was fetched, so that there may be any
   * number of them. Leaving the loop early ends the work and closes the rasters.
   *
   * A raster that cannot be evolved (`INPUT_INVALID`, `INPUT_CHANNELS`), or that a worker dies of (`WORKER_CRASHED`),
   * is a rejected result, and the others go on. What the rasters themselves throw is thrown after the results before it.
   * @throws ABORTED at once when `signal` fires; the workers that were busy are replaced.
   * @throws POOL_CLOSED if the pool is closed, before or meanwhile.
   * @throws RASTERS_INVALID if the rasters cannot be gone through, OPTIONS_INVALID if an option is not what it must be.
   * @throws what `onProgress` throws, at once: see there.
   */
  evolveBatch(
    rasters: Iterable<Raster> | AsyncIterable<Raster>,
    options?: BatchOptions,
  ): AsyncGenerator<BatchResult, void, void>;

  /**
   * A copy of what was counted over all rasters that were evolved, since the pool was opened or the counts were cleared;
   * `null` where telemetry is off. It can be read when the pool is closed, too.
   */
  telemetry(): Telemetry | null;

  /** Sets all counts of the telemetry to zero. */
  clearTelemetry(): void;

  /** Ends all workers at once; batches that are not finished throw `POOL_CLOSED`. May be called again. */
  close(): Promise<void>;
}
