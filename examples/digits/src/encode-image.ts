import { Raster, XylopipeError } from '@xylopipe/core';

/** Timesteps of an encoded image: four for each of the eight columns and rows, then eight of silence. */
export const STEPS = 40;
/** Eight channels that scan columns, and eight that scan rows. */
export const CHANNELS = 16;

const SIDE = 8;
const STEPS_PER_LINE = 4;
/** Ink that makes one spike; a pixel holds 0 to 16. */
const INK_PER_SPIKE = 8;

/**
 * An 8 x 8 image of ink values 0 to 16, row-major, as spikes: channel c < 8 sees the pixels of row c, column by column, and
 * channel 8 + c those of column c, row by row. What does not make a whole spike is carried over to the next timestep.
 * Throws `IMAGE_INVALID` if there are not 64 values from 0 to 16.
 */
export function encodeImage(image: ArrayLike<number>): Raster {
  const pixels = Array.from(image);
  if (pixels.length !== SIDE * SIDE || !pixels.every((p) => Number.isInteger(p) && p >= 0 && p <= 16)) {
    throw new XylopipeError('IMAGE_INVALID', `an image is 64 whole numbers from 0 to 16, got ${pixels.length} values`);
  }
  const counts = new Uint8Array(STEPS * CHANNELS);
  const carried = new Uint8Array(CHANNELS);
  for (let t = 0; t < SIDE * STEPS_PER_LINE; t++) {
    const line = Math.floor(t / STEPS_PER_LINE);
    for (let channel = 0; channel < CHANNELS; channel++) {
      const pixel = channel < SIDE ? channel * SIDE + line : line * SIDE + channel - SIDE;
      const ink = (carried[channel] as number) + (pixels[pixel] as number);
      counts[t * CHANNELS + channel] = Math.floor(ink / INK_PER_SPIKE);
      carried[channel] = ink % INK_PER_SPIKE;
    }
  }
  return new Raster(STEPS, CHANNELS, counts);
}
