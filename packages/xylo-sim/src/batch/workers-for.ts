/** How many workers a batch gets that is told no number: one per core, but not more than it has rasters, where that is known. */
export const workersFor = (rasters: unknown, cores: number): number =>
  Array.isArray(rasters) ? Math.min(cores, Math.max(rasters.length, 1)) : cores;
