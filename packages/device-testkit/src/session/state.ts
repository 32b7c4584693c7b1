import { type Evolution, outputOf, Raster, SIGNAL_NAMES } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import type { SessionBench } from './session-bench.js';

/** Timesteps of a part of a long run, which they divide. */
const LONG_PART = 8;

/** What a session keeps from one evolution to the next. */
export function describeState(bench: SessionBench): void {
  const { everything, inputs } = bench;
  const { first, second, long } = inputs;
  const { record } = bench.contract.capabilities;

  describe('state', () => {
    it('is carried from call to call', async () => {
      const whole = await bench.evolveOnNew(Raster.concatenate([first, second]), everything);
      const session = await bench.open();
      const parts = [await session.evolve(first, everything), await session.evolve(second, everything)];
      expect(joined(parts)).toEqual(joined([whole]));
    });

    it('is carried through a long run as through its parts', async () => {
      const whole = await bench.evolveOnNew(long, everything);
      const session = await bench.open();
      const parts: Evolution[] = [];
      for (let t = 0; t < long.steps; t += LONG_PART) {
        parts.push(await session.evolve(long.slice(t, t + LONG_PART), everything));
      }
      expect(joined(parts)).toEqual(joined([whole]));
    });

    it('outlasts an input of no timesteps', async () => {
      const whole = await bench.evolveOnNew(Raster.concatenate([first, second]), everything);
      const session = await bench.open();
      const before = await session.evolve(first, everything);
      const nothing = await session.evolve(Raster.zeros(0, 2), everything);
      expect([nothing.steps, outputOf(nothing).shape]).toEqual([0, [0, outputOf(before).shape[1]]]);
      const parts = [before, nothing, await session.evolve(second, everything)];
      expect(joined(parts)).toEqual(joined([whole]));
    });

    it('does not reach back into what was recorded', async () => {
      const session = await bench.open();
      const evolution = await session.evolve(first, everything);
      const copy = structuredClone(evolution);
      await session.evolve(second, everything);
      expect(evolution).toEqual(copy);
    });

    it('is forgotten on reset, so that runs can be repeated', async () => {
      const session = await bench.open();
      const once = await session.evolve(second, everything);
      await session.resetState();
      expect(await session.evolve(second, everything)).toEqual(once);
    });

    it.runIf(record.includes('spikesHidden'))(
      'is forgotten on reset together with spikes that are still to be delivered',
      async () => {
        const session = await bench.open();
        const { signals } = await session.evolve(inputs.second.slice(2, 3), everything);
        expect(signals.spikesHidden?.data.some((n) => n > 0)).toBe(true);
        await session.resetState();
        const silence = await session.evolve(Raster.zeros(3, 2), everything);
        for (const signal of Object.values(silence.signals)) expect(signal.data.every((x) => x === 0)).toBe(true);
      },
    );
  });
}

/** Signals of evolutions one after the other. */
const joined = (parts: readonly Evolution[]): Record<string, number[]> =>
  Object.fromEntries(
    SIGNAL_NAMES.map((name) => [name, parts.flatMap((part) => [...(part.signals[name]?.data ?? [])])]),
  );
