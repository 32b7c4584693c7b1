import { Raster } from '@xylopipe/core';
/** Timesteps of an encoded image: four for each of the eight columns and rows, then eight of silence. */
export declare const STEPS = 40;
/** Eight channels that scan columns, and eight that scan rows. */
export declare const CHANNELS = 16;
/**
 * An 8 x 8 image of ink values 0 to 16, row-major, as spikes: channel c < 8 sees the pixels of row c, column by column, and
 * channel 8 + c those of column c, row by row. What does not make a whole spike is carried over to the next timestep.
 * Throws `IMAGE_INVALID` if there are not 64 values from 0 to 16.
 */
export declare function encodeImage(image: ArrayLike<number>): Raster;
