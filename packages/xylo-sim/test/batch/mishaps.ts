import { Raster } from '@xylopipe/core';
import type { Job } from '../../src/batch/job.js';

/** What can befall a worker, by the first count of the raster that brings it about. */
const MISHAPS = { exit: 201, throw: 202, outOfMemory: 203, hang: 204 } as const;

/** A raster that a worker of these tests does not survive. */
export function fatal(mishap: keyof typeof MISHAPS, channels: number): Raster {
  const raster = Raster.zeros(1, channels);
  raster.counts[0] = MISHAPS[mishap];
  return raster;
}

/** Brings about, in a worker, what the raster of a job asks for. False if it asks for nothing. */
export function befalls({ counts }: Job): boolean {
  switch (counts[0]) {
    case MISHAPS.exit:
      process.exit(3);
      break;
    case MISHAPS.throw:
      queueMicrotask(() => {
        throw new RangeError('thrown on purpose');
      });
      return true;
    case MISHAPS.outOfMemory:
      for (const hoard: unknown[] = []; ; ) hoard.push(new Array(1000).fill(hoard.length));
    case MISHAPS.hang:
      for (;;);
  }
  return false;
}
