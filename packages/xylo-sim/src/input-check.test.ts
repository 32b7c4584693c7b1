import { Raster } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { configOf } from '../test/sketch.js';
import { inputClipped, refuseOtherChannels } from './input-check.js';

describe('refuseOtherChannels', () => {
  const config = configOf({ weightsIn: [[1], [2]] });

  it('takes one channel per input', () => {
    expect(() => refuseOtherChannels(Raster.zeros(0, 2), config)).not.toThrow();
  });

  it.each([0, 1, 3])('refuses %i channels for two inputs', (channels) => {
    expect(() => refuseOtherChannels(Raster.zeros(4, channels), config)).toThrow(
      expect.objectContaining({ code: 'INPUT_CHANNELS', message: expect.stringContaining(`has ${channels} channels`) }),
    );
  });
});

describe('inputClipped', () => {
  it('says nothing up to 15', () => {
    expect(inputClipped(Raster.fromNested([[15, 0]]))).toBeUndefined();
    expect(inputClipped(Raster.zeros(0, 3))).toBeUndefined();
    expect(inputClipped(Raster.zeros(3, 0))).toBeUndefined();
  });

  it('names the place of a single count', () => {
    expect(
      inputClipped(
        Raster.fromNested([
          [0, 0],
          [15, 16],
        ]),
      ),
    ).toEqual({
      code: 'INPUT_CLIPPED',
      severity: 'warning',
      at: ['input', 1, 1],
      measured: 16,
      limit: 15,
      message: '1 input count is clamped as the chip does, at (timestep, channel) (1, 1)',
      hint: expect.any(String),
    });
  });

  it('counts all cells, finds the largest, and names the first five', () => {
    const issue = inputClipped(
      Raster.fromNested([
        [20, 0, 255],
        [16, 16, 16],
        [0, 99, 15],
      ]),
    );
    expect(issue).toMatchObject({ at: ['input', 0, 0], measured: 255 });
    expect(issue?.message).toBe(
      '6 input counts are clamped as the chip does, at (timestep, channel) (0, 0), (0, 2), (1, 0), (1, 1), (1, 2), ...',
    );
  });
});
