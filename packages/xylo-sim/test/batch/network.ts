import { Raster } from '@xylopipe/core';
import { configOf } from '../sketch.js';

export const CHANNELS = 3;
const HIDDEN = 12;

/** Spiking all the time, and never the same: weights of both signs, recurrent ones, and states that take long to decay. */
export const config = configOf({
  chipId: 'batched',
  weightsIn: Array.from({ length: CHANNELS }, (_, i) =>
    Array.from({ length: HIDDEN }, (_, j) => ((i * 5 + j * 3) % 11) - 3),
  ),
  weightsRec: Array.from({ length: HIDDEN }, (_, i) =>
    Array.from({ length: HIDDEN }, (_, j) => ((i * 7 + j * 11) % 9) - 4),
  ),
  weightsOut: Array.from({ length: HIDDEN }, (_, i) => [(i % 5) + 1, (i % 3) - 1]),
  dashMem: 4,
  dashSyn: 3,
  threshold: 20,
  thresholdOut: 5,
});

/** Some input, another one for each seed. */
export const rasterOf = (seed: number, steps = 20 + ((seed * 13) % 40)): Raster =>
  Raster.fromValues(
    steps,
    CHANNELS,
    Array.from({ length: steps * CHANNELS }, (_, i) => ((i * 31 + seed * 17) % 7 === 0 ? 1 + ((i + seed) % 4) : 0)),
  );
export const rasters = (count: number): Raster[] => Array.from({ length: count }, (_, seed) => rasterOf(seed));
