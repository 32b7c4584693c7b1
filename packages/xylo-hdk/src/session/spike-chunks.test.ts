import { Raster } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SpikeChunk, spikeChunks } from './spike-chunks.js';

const rasters = fc
  .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 5 }))
  .chain(([steps, channels]) =>
    fc
      .uint8Array({ minLength: steps * channels, maxLength: steps * channels, max: 20 })
      .map((counts) => new Raster(steps, channels, counts)),
  );

describe('chunks of a raster', () => {
  it('are all of its spikes, clamped, in ascending timesteps, and no longer than allowed', () => {
    fc.assert(
      fc.property(
        rasters,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 9 }),
        (raster, timesteps, spikes) => {
          const first = 1000;
          const chunks = [...spikeChunks(raster, first, { timesteps, spikes })];
          const found = Raster.zeros(raster.steps, raster.channels);
          chunks.forEach(({ from, to, spikes: batch }, i) => {
            expect(from).toBe(i === 0 ? 0 : chunks[i - 1]!.to);
            expect(to - from).toBeGreaterThan(0);
            expect(to - from).toBeLessThanOrEqual(timesteps);
            if (batch.counts.length > spikes) expect(to - from).toBe(1);
            batch.counts.forEach((count, s) => {
              const step = batch.timesteps[s]! - first;
              expect([step >= from, step < to, count > 0]).toEqual([true, true, true]);
              found.counts[step * raster.channels + batch.channels[s]!] = count;
            });
            expect(batch.timesteps).toEqual(batch.timesteps.slice().sort());
          });
          expect(chunks.at(-1)?.to ?? 0).toBe(raster.steps);
          expect(found.counts).toEqual(raster.counts.map((count) => Math.min(count, 15)));
        },
      ),
    );
  });

  it('are none of nothing', () => {
    const none: SpikeChunk[] = [...spikeChunks(Raster.zeros(0, 3), 0, { timesteps: 4, spikes: 4 })];
    expect(none).toEqual([]);
  });
});
