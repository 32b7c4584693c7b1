import { getEventListeners } from 'node:events';
import { type DeviceConfig, deviceConfigFromSpec, Raster } from '@xylopipe/core';
import { quantize } from '@xylopipe/quantize';
import { Piscina } from 'piscina';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { evolutions, mapped, rasters, reference } from '../../test/sketch.js';
import { Tally } from '../tally.js';
import { yardstick } from '../yardstick.js';
import { ScoringBench } from './scoring-bench.js';
import { ScoringPool } from './scoring-pool.js';

const judge = yardstick({ mapped, reference, labels: [0, 1, 2] });
const options = { yardstick: judge, rasters, updateRule: 'v2' } as const;
const configOf = (bitsPerWeight: number): DeviceConfig =>
  deviceConfigFromSpec(quantize(mapped, { bitsPerWeight }).value);
const expected = (bitsPerWeight: number) => {
  const tally = new Tally(judge);
  for (const evolution of evolutions(bitsPerWeight)) tally.add(evolution);
  return tally.score();
};

describe('ScoringBench', () => {
  it('evolves every recording from rest', () => {
    const bench = new ScoringBench({ ...options, recordings: rasters });
    for (const bits of [4, 8, 4]) expect(bench.score(configOf(bits))).toEqual(expected(bits));
  });
});

describe('ScoringPool', { timeout: 30_000 }, () => {
  afterEach(() => void vi.restoreAllMocks());

  it('gives the same scores on any number of threads', async () => {
    for (const workers of [1, 3]) {
      const pool = await ScoringPool.open({ ...options, workers });
      const bits = [2, 3, 4, 5, 6, 7, 8];
      expect(await Promise.all(bits.map((n) => pool.score(configOf(n))))).toEqual(bits.map(expected));
      expect(pool.workers).toBe(workers);
      await pool.close();
      await pool.close();
    }
  });

  it('leaves no listener behind, and Node nothing to warn of', async () => {
    const warn = vi.spyOn(process, 'emitWarning');
    const pool = await ScoringPool.open({ ...options, workers: 1 });
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 30 }, () => pool.score(configOf(8), signal)));
    expect([warn.mock.calls, getEventListeners(signal, 'abort')]).toEqual([[], []]);
    await pool.close();
  });

  it('tells what cannot be simulated', async () => {
    const pool = await ScoringPool.open({ ...options, workers: 1, rasters: [Raster.zeros(3, 4)] });
    await expect(pool.score(configOf(8))).rejects.toMatchObject({ code: 'INPUT_CHANNELS' });
    await pool.close();
  });

  it('ends what it is at when it is aborted, and keeps nothing of it', async () => {
    const long = [Raster.zeros(3_000_000, 5)];
    const pool = await ScoringPool.open({ ...options, workers: 1, rasters: long });
    const stop = new AbortController();
    const hanging = pool.score(configOf(8), stop.signal);
    stop.abort();
    await expect(hanging).rejects.toMatchObject({ code: 'ABORTED' });
    await expect(pool.score(configOf(8), stop.signal)).rejects.toMatchObject({ code: 'ABORTED' });
    await pool.close();
  });

  it('tells when a thread cannot be started', async () => {
    const pool = await ScoringPool.open({ ...options, yardstick: null as never, workers: 1 });
    await expect(pool.score(configOf(8))).rejects.toMatchObject({ code: 'WORKER_CRASHED' });
    await pool.close();
  });

  it('refuses what is no number of workers, and opens no thread', async () => {
    const destroy = vi.spyOn(Piscina.prototype, 'run');
    for (const workers of [0, 1.5, 257, Number.NaN, '2' as never]) {
      await expect(ScoringPool.open({ ...options, workers })).rejects.toMatchObject({ code: 'WORKERS_INVALID' });
    }
    expect(destroy).not.toHaveBeenCalled();
  });
});
