import type { Raster } from '@xylopipe/core';
import type { BatchPool } from './batch-pool.js';
import type { BatchOptions, BatchResult } from './batch-result.js';

/** One batch on a pool of its own, which is closed however the batch ends. */
export async function* evolveOnce(
  open: () => Promise<BatchPool>,
  rasters: Iterable<Raster> | AsyncIterable<Raster>,
  options: BatchOptions,
): AsyncGenerator<BatchResult, void, void> {
  const pool = await open();
  try {
    yield* pool.evolveBatch(rasters, options);
  } finally {
    await pool.close();
  }
}
