import { describe, expect, it } from 'vitest';
import { CHANNELS, encodeImage, STEPS } from './encode-image.js';

/** An image with ink in one pixel. */
const dot = (row: number, column: number, ink: number): number[] =>
  Array.from({ length: 64 }, (_, i) => (i === row * 8 + column ? ink : 0));

describe('encodeImage', () => {
  it('shows a pixel to its row while its column is scanned, and to its column while its row is', () => {
    const raster = encodeImage(dot(2, 5, 16));
    expect([raster.steps, raster.channels]).toEqual([STEPS, CHANNELS]);
    const spiking = raster
      .toNested()
      .flatMap((row, t) => row.flatMap((count, channel) => (count > 0 ? [[t, channel, count]] : [])));
    expect(spiking).toEqual([
      [8, 13, 2],
      [9, 13, 2],
      [10, 13, 2],
      [11, 13, 2],
      [20, 2, 2],
      [21, 2, 2],
      [22, 2, 2],
      [23, 2, 2],
    ]);
  });

  it('carries ink over to the next timestep and the next line', () => {
    const image = dot(0, 0, 3).map((ink, i) => (i === 1 ? 4 : ink));
    const rowZero = encodeImage(image)
      .toNested()
      .map((row) => row[0]);
    expect(rowZero.slice(0, 9)).toEqual([0, 0, 1, 0, 1, 0, 1, 0, 0]);
  });

  it('is silent at the end', () => {
    const raster = encodeImage(new Array(64).fill(16));
    expect(raster.slice(32).totals()).toEqual(new Array(CHANNELS).fill(0));
    expect(raster.slice(0, 32).totals()).toEqual(new Array(CHANNELS).fill(64));
  });

  it.each([
    ['too few pixels', new Array(63).fill(0)],
    ['too much ink', dot(0, 0, 17)],
    ['negative ink', dot(0, 0, -1)],
    ['half an ink', dot(0, 0, 0.5)],
  ])('refuses %s', (_, image) => {
    expect(() => encodeImage(image)).toThrow(expect.objectContaining({ code: 'IMAGE_INVALID' }));
  });
});
