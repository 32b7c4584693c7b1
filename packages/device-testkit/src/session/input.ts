import { type DeviceSession, outputOf, Raster, type SessionEvent } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../refusal.js';
import type { SessionBench } from './session-bench.js';

/** What goes in, and how much of it comes out. */
export function describeInput(bench: SessionBench): void {
  const { config, everything, inputs } = bench;
  const { chipId, maxSpikes } = bench.contract.limits;

  describe('input', () => {
    it.each([0, 1, 2, 50, 200])('of %d timesteps gives as many of output', async (steps) => {
      const evolution = await (await bench.open()).evolve(Raster.zeros(steps, 2), everything);
      expect(evolution).toMatchObject({ stage: 'evolved', chipId, dt: config.dt, steps, output: 'spikes' });
      expect(outputOf(evolution).shape).toEqual([steps, config.thresholdOut.length]);
      for (const { shape, data } of Object.values(evolution.signals)) {
        expect([shape[0], data.length]).toEqual([steps, steps * (shape[1] as number)]);
      }
    });

    it('of other channels is refused, and the session goes on', async () => {
      const answer = await bench.evolveOnNew(inputs.first);
      const session = await bench.open();
      expect(await codeOf(chipId, session.evolve(Raster.zeros(2, 3)))).toBe('INPUT_CHANNELS');
      expect(await session.evolve(inputs.first)).toEqual(answer);
    });

    it('that is no raster is refused, and the session goes on', async () => {
      const answer = await bench.evolveOnNew(inputs.first);
      const session = await bench.open();
      const fractions = { ...inputs.first, counts: Float64Array.from(inputs.first.counts, (count) => count / 2) };
      expect(await codeOf(chipId, session.evolve(fractions as unknown as Raster))).toBe('INPUT_INVALID');
      expect(await session.evolve(inputs.first)).toEqual(answer);
    });

    it('is not changed', async () => {
      const input = new Raster(inputs.clipped.steps, 2, inputs.clipped.counts.slice());
      await (await bench.open()).evolve(input, everything);
      expect(input).toEqual(inputs.clipped);
    });

    it('of more spikes than the chip takes is clamped, with one warning per call', async () => {
      const session = await bench.open();
      const seen = eventsOf(session);
      const clamped = await session.evolve(inputs.clipped, everything);
      expect(seen.map(({ issue }) => issue)).toMatchObject([
        { code: 'INPUT_CLIPPED', severity: 'warning', measured: 255, limit: maxSpikes.input },
      ]);
      await session.resetState();
      expect(await session.evolve(inputs.most, everything)).toEqual(clamped);
      expect(seen).toHaveLength(1);
    });

    it.each(['first', 'long'] as const)('%s is told the progress of, if at all, rising to at most 1', async (name) => {
      const told: number[] = [];
      await (await bench.open()).evolve(inputs[name], { onProgress: (fraction) => told.push(fraction) });
      expect(told).toEqual(told.toSorted((a, b) => a - b));
      expect(told.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
      if (told.length > 0) expect(told.at(-1)).toBeGreaterThan(0);
    });
  });
}

function eventsOf(session: DeviceSession): readonly SessionEvent[] {
  const events: SessionEvent[] = [];
  session.events$.subscribe((event) => events.push(event));
  return events;
}
