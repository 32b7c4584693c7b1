import { MAX_WORKERS } from './workers.js';

/** How many workers there are where nobody says it: one per core, but not more than rasters, where their number is known. */
export function workersFor(cores: number, rasters?: unknown): number {
  const most = Array.isArray(rasters) ? Math.max(rasters.length, 1) : MAX_WORKERS;
  return Math.min(cores, most, MAX_WORKERS);
}
