import { type ChipLimits, Raster } from '@xylopipe/core';
import { valueAt } from './value-at.js';

/** Spikes in every timestep, from none to as many as the chip takes. */
export function busyInput({ maxSpikes: { input: most } }: ChipLimits, steps: number, channels: number): Raster {
  const counts = [0, 1, Math.ceil(most / 2), most];
  return Raster.fromValues(
    steps,
    channels,
    Array.from({ length: steps * channels }, (_, i) => valueAt(counts, i)),
  );
}
