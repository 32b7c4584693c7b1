import { type DeviceConfig, Raster, XylopipeError } from '@xylopipe/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BatchPool } from '../../src/batch/batch-pool.js';
import type { BatchOptions, BatchResult, PoolOptions } from '../../src/batch/batch-result.js';
import { XyloSimulator } from '../../src/simulator.js';
import { configOf } from '../sketch.js';
import { fatal } from './mishaps.js';
import { CHANNELS, config, rasterOf, rasters } from './network.js';

/** Opens a pool whose workers have the mishaps of `mishaps.ts`. */
export type OpenPool = (source: DeviceConfig, options?: PoolOptions) => Promise<BatchPool>;

async function all(results: AsyncIterable<BatchResult>): Promise<BatchResult[]> {
  const list: BatchResult[] = [];
  for await (const result of results) list.push(result);
  return list;
}

/** What one simulator gives for the rasters, one after the other. */
function expected(inputs: readonly Raster[], options: BatchOptions = {}): BatchResult[] {
  const simulator = XyloSimulator.from(config);
  return inputs.map((input, index) => {
    simulator.resetState();
    return { index, status: 'fulfilled', value: simulator.evolve(input, options), issues: [] };
  });
}

const statuses = (results: readonly BatchResult[]): string[] =>
  results.map((result) => (result.status === 'fulfilled' ? 'fulfilled' : result.reason.code));

/** What every pool promises, wherever its workers run. */
export function describePools(name: string, open: OpenPool): void {
  describe(`SimulatorPool ${name}`, { timeout: 30_000 }, () => {
    let pool: BatchPool;
    beforeAll(async () => {
      pool = await open(config, { workers: 2 });
    }, 30_000);
    afterAll(() => pool.close());

    it('gives what one simulator gives, in order, and leaves the rasters as they are', async () => {
      const inputs = rasters(12);
      const results = await all(pool.evolveBatch(inputs, { record: true, output: 'vmem' }));
      expect(results).toEqual(expected(inputs, { record: true, output: 'vmem' }));
      const [first] = results;
      expect(first?.status === 'fulfilled' && first.value.signals.spikesOut?.data).toContain(1);
      expect(inputs).toEqual(rasters(12));
    });

    it('gives the same with any number of workers', async () => {
      const inputs = rasters(7);
      for (const workers of [1, 3]) {
        const other = await open(config, { workers });
        expect(other.workers).toBe(workers);
        expect(await all(other.evolveBatch(inputs))).toEqual(expected(inputs));
        await other.close();
      }
    });

    it('takes rasters that share memory, and that are overwritten when they are taken', async () => {
      const inputs = rasters(6);
      const memory = new Uint8Array(1000);
      async function* overwriting(): AsyncGenerator<Raster> {
        for (const { steps, channels, counts } of inputs) {
          memory.set(counts, 7);
          yield new Raster(steps, channels, memory.subarray(7, 7 + counts.length));
        }
      }
      expect(await all(pool.evolveBatch(overwriting()))).toEqual(expected(inputs));
    });

    it('says of each raster what it found', async () => {
      const clipping = Raster.fromValues(2, CHANNELS, [0, 16, 0, 0, 0, 30]);
      const results = await all(pool.evolveBatch([rasterOf(0), clipping, rasterOf(0)]));
      expect(results.map((result) => result.status === 'fulfilled' && result.issues)).toEqual([
        [],
        [expect.objectContaining({ code: 'INPUT_CLIPPED', measured: 30 })],
        [],
      ]);
    });

    it('rejects a raster that cannot be evolved as the simulator does, and goes on', async () => {
      const wrong = Raster.zeros(5, CHANNELS + 1);
      const results = await all(pool.evolveBatch([rasterOf(0), wrong, null as never, rasterOf(1)]));
      expect(statuses(results)).toEqual(['fulfilled', 'INPUT_CHANNELS', 'INPUT_INVALID', 'fulfilled']);
      const error = results[1]?.status === 'rejected' && results[1].reason;
      expect(error).toBeInstanceOf(XylopipeError);
      expect(() => XyloSimulator.from(config).evolve(wrong)).toThrow(error as XylopipeError);
    });

    it('rejects every raster where the output is unknown', async () => {
      const output = 'vmemm' as 'vmem';
      const results = await all(pool.evolveBatch(rasters(2), { output }));
      for (const result of results) {
        const error = result.status === 'rejected' && result.reason;
        expect(() => XyloSimulator.from(config).evolve(rasterOf(0), { output })).toThrow(error as XylopipeError);
      }
      expect(results).toHaveLength(2);
    });

    it('loses to a crash the raster that brought it about, and no other', async () => {
      const inputs: Raster[] = rasters(12);
      const crashing = new Set([1, 2, 5]);
      for (const index of crashing) inputs[index] = fatal('throw', CHANNELS);
      const results = await all(pool.evolveBatch(inputs));
      const whole = expected(rasters(12));
      expect(results).toEqual(whole.map((result, i) => (crashing.has(i) ? results[i] : result)));
      expect(results[5]).toMatchObject({
        index: 5,
        status: 'rejected',
        reason: { code: 'WORKER_CRASHED', who: 'batched', cause: { message: expect.stringContaining('on purpose') } },
      });
      const error = results[5]?.status === 'rejected' && results[5].reason;
      expect(error).toBeInstanceOf(XylopipeError);
      expect((error as XylopipeError).message).toContain('raster 5');
      expect(await all(pool.evolveBatch(rasters(3)))).toEqual(expected(rasters(3)));
    });

    it('stops when aborted, whatever the workers do, and can be used again', async () => {
      const controller = new AbortController();
      const reason = new Error('enough');
      const results = pool.evolveBatch([rasterOf(0), fatal('hang', CHANNELS), fatal('hang', CHANNELS), rasterOf(1)], {
        signal: controller.signal,
      });
      expect((await results.next()).value).toMatchObject({ index: 0, status: 'fulfilled' });
      const hanging = results.next();
      controller.abort(reason);
      await expect(hanging).rejects.toMatchObject({ code: 'ABORTED', who: 'batched', cause: reason });
      expect((await results.next()).done).toBe(true);
      expect(await all(pool.evolveBatch(rasters(5)))).toEqual(expected(rasters(5)));
    });

    it('stops one batch and lets others go on', async () => {
      const stop = new AbortController();
      const hanging = pool.evolveBatch([fatal('hang', CHANNELS)], { signal: stop.signal }).next();
      const other = all(pool.evolveBatch(rasters(9)));
      expect(await other).toEqual(expected(rasters(9)));
      stop.abort();
      await expect(hanging).rejects.toMatchObject({ code: 'ABORTED' });
      expect(await all(pool.evolveBatch(rasters(3)))).toEqual(expected(rasters(3)));
    });

    it('ends what still runs when the loop is left', async () => {
      for await (const { index } of pool.evolveBatch([rasterOf(0), fatal('hang', CHANNELS), fatal('hang', CHANNELS)])) {
        expect(index).toBe(0);
        break;
      }
      expect(await all(pool.evolveBatch(rasters(5)))).toEqual(expected(rasters(5)));
    });

    it('evolves several batches at a time', async () => {
      const batches = [rasters(5), rasters(9), [], rasters(1)];
      const results = await Promise.all(batches.map((inputs) => all(pool.evolveBatch(inputs))));
      expect(results).toEqual(batches.map((inputs) => expected(inputs)));
    });

    it('ends pending batches when closed, and begins none after that', async () => {
      const other = await open(config, { workers: 1 });
      const results = other.evolveBatch([fatal('hang', CHANNELS), rasterOf(0)]);
      const pending = results.next();
      const closing = other.close();
      await expect(pending).rejects.toMatchObject({ code: 'POOL_CLOSED', who: 'batched' });
      await closing;
      await other.close();
      await expect(other.evolveBatch(rasters(1)).next()).rejects.toMatchObject({ code: 'POOL_CLOSED' });
    });

    it('does not open for a network that cannot be simulated', async () => {
      const opening = open(configOf({ weightsIn: [[1]], bias: 3 }), { workers: 2, updateRule: 'v1' });
      await expect(opening).rejects.toBeInstanceOf(XylopipeError);
      await expect(opening).rejects.toMatchObject({
        code: 'CONFIG_INVALID',
        who: 'sketch',
        issues: [{ code: 'BIAS_UNSUPPORTED', at: ['bias', 0], measured: 3 }],
      });
    });

    it('does not open once it is aborted', async () => {
      const controller = new AbortController();
      const opening = open(config, { workers: 2, signal: controller.signal });
      controller.abort();
      await expect(opening).rejects.toMatchObject({ code: 'ABORTED', who: 'batched' });
    });
  });
}
