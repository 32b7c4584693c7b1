import { XylopipeError } from '../issues/error.js';

/** Size of a raster, as far as the caller knows it. */
export interface RasterSize {
  /** Number of timesteps, T. */
  readonly steps?: number | undefined;
  /** Number of channels, N. */
  readonly channels?: number | undefined;
}

/** A single event with a wrong timestep would otherwise ask for any amount of memory: 70 minutes of 16 channels at 1 ms. */
const MAX_CELLS = 2 ** 26;

/**
 * T and N of a raster that is given by places: those of `size`, else one more than the largest that occurs (-1 for none).
 * @throws RASTER_SIZE if `size` is no size, or the raster would have more than 2^26 cells.
 */
export function sizeFromPlaces(
  lastStep: number,
  lastChannel: number,
  size: RasterSize,
): { readonly steps: number; readonly channels: number } {
  const { steps = lastStep + 1, channels = lastChannel + 1 } = size;
  if (![steps, channels].every((n) => Number.isInteger(n) && n >= 0)) {
    throw new XylopipeError('RASTER_SIZE', `a raster cannot have ${steps} timesteps of ${channels} channels`);
  }
  if (steps * channels > MAX_CELLS) {
    const message = `${steps} timesteps of ${channels} channels are more than ${MAX_CELLS} cells`;
    const hint =
      'look at the unit of time, and for events far behind all others; use .npy for a raster that really is so long';
    throw new XylopipeError('RASTER_SIZE', message, { hint });
  }
  return { steps, channels };
}
