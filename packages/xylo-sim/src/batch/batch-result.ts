import type { Evolution, EvolveOptions, Issue, XylopipeError } from '@xylopipe/core';
import type { SimulatorOptions } from '../simulator.js';

/** What came of one raster of a batch, in the manner of `PromiseSettledResult`. */
export type BatchResult =
  | {
      readonly status: 'fulfilled';
      /** Place of the raster in the batch, from 0. */
      readonly index: number;
      readonly value: Evolution;
      /** Warnings about this raster, e.g. `INPUT_CLIPPED`. */
      readonly issues: readonly Issue[];
    }
  | { readonly status: 'rejected'; readonly index: number; readonly reason: XylopipeError };

/** What to bring back of every raster of a batch, and how to follow and stop it. */
export interface BatchOptions extends Pick<EvolveOptions, 'output' | 'record'> {
  /** Ends the batch with `ABORTED`. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Is told after each raster how many are evolved, and of how many: known where the rasters are an array.
   * What it throws ends the batch at once, as `signal` does: that very error is thrown, the rasters are closed, busy workers
   * are replaced. The pool can be used again.
   */
  readonly onProgress?: ((done: number, total: number | undefined) => void) | undefined;
}

/** How to simulate, and on how many workers. */
export interface PoolOptions extends SimulatorOptions {
  /** From 1 to 256. Default: as many as there are cores. */
  readonly workers?: number | undefined;
  /** Gives up opening with `ABORTED`. */
  readonly signal?: AbortSignal | undefined;
}
