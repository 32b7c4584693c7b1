import { runInNewContext } from 'node:vm';
import { Raster, XylopipeError } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { CHANNELS, config, rasterOf, rasters } from '../../test/batch/network.js';
import { XyloSimulator } from '../simulator.js';
import { type Answer, answerOf } from './answer.js';
import type { BatchPool } from './batch-pool.js';
import type { BatchResult } from './batch-result.js';
import { evolveOnce } from './evolve-once.js';
import type { Evolved, Job } from './job.js';
import { LoadedNetwork } from './loaded-network.js';
import { PoolOfWorkers } from './pool-of-workers.js';
import type { Workers } from './workers.js';

/** Workers without threads. A raster that begins with 99 is their end, and each job takes as many turns as the test says. */
class LocalWorkers implements Workers {
  readonly count: number;
  readonly opened;
  readonly #network: LoadedNetwork;
  readonly #turns: () => number;
  running = 0;
  mostRunning = 0;
  closed = 0;

  constructor(
    count: number,
    { turns = () => 1, telemetry = false }: { turns?: () => number; telemetry?: boolean } = {},
  ) {
    this.count = count;
    this.#network = new LoadedNetwork({ source: config, options: { core: 'reference', telemetry } });
    this.opened = this.#network.opened;
    this.#turns = turns;
  }

  async run(job: Job, signal: AbortSignal): Promise<Answer<Evolved>> {
    this.mostRunning = Math.max(this.mostRunning, ++this.running);
    try {
      for (let turns = this.#turns(); turns > 0; turns--) await settled();
      signal.throwIfAborted();
      if (job.counts[0] === 99) throw new Error('gone');
      return answerOf(() => this.#network.evolve(job));
    } finally {
      this.running--;
    }
  }

  async close(): Promise<void> {
    this.closed++;
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const deadly = Raster.fromValues(1, CHANNELS, [99, 0, 0]);
const pool = (workers: Workers): BatchPool => new PoolOfWorkers(workers, config);

async function all(results: AsyncIterable<BatchResult>): Promise<BatchResult[]> {
  const list: BatchResult[] = [];
  for await (const result of results) list.push(result);
  return list;
}

describe('PoolOfWorkers', () => {
  it('gives every raster its result, whoever is done first and whatever befalls the others', async () => {
    const expected = rasters(20).map((raster) => XyloSimulator.from(config).evolve(raster));
    const kinds = fc.array(
      fc.record({ seed: fc.nat({ max: 19 }), fate: fc.constantFrom('good', 'good', 'wrong', 'deadly') }),
      { maxLength: 15 },
    );
    const wrong = Raster.zeros(2, CHANNELS + 2);
    await fc.assert(
      fc.asyncProperty(
        kinds,
        fc.integer({ min: 1, max: 5 }),
        fc.infiniteStream(fc.nat({ max: 4 })),
        async (items, count, turns) => {
          const workers = new LocalWorkers(count, { turns: () => turns.next().value as number });
          const inputs = items.map(({ seed, fate }) => ({ good: rasterOf(seed), wrong, deadly })[fate] as Raster);
          const results = await all(pool(workers).evolveBatch(inputs));
          expect(results.map(({ index }) => index)).toEqual(items.map((_, i) => i));
          results.forEach((result, i) => {
            const { seed, fate } = items[i] as (typeof items)[number];
            if (result.status === 'fulfilled') expect([fate, result.value]).toEqual(['good', expected[seed]]);
            else
              expect(result.reason.code).toBe(
                fate === 'wrong' ? 'INPUT_CHANNELS' : fate === 'deadly' && 'WORKER_CRASHED',
              );
          });
          expect(workers.mostRunning).toBeLessThanOrEqual(count);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes at most two rasters per worker ahead of a slow consumer', async () => {
    let pulled = 0;
    function* endless(): Generator<Raster> {
      for (;;) yield rasterOf(pulled++);
    }
    let fetched = 0;
    for await (const { index } of pool(new LocalWorkers(3)).evolveBatch(endless())) {
      expect(index).toBe(fetched++);
      for (let turn = 0; turn < 20; turn++) await settled();
      expect(pulled).toBe(fetched + 6);
      if (fetched === 10) break;
    }
  });

  it('names the raster that a worker died of, and keeps the cause', async () => {
    const [, result] = await all(pool(new LocalWorkers(1)).evolveBatch([rasterOf(0), deadly]));
    expect(result).toMatchObject({ index: 1, status: 'rejected', reason: { code: 'WORKER_CRASHED', who: 'batched' } });
    const reason = result?.status === 'rejected' ? result.reason : undefined;
    expect(reason?.message).toContain('raster 1 is gone: gone');
    expect(reason?.cause).toEqual(new Error('gone'));
  });

  it('makes one of our errors of whatever a worker throws', async () => {
    const workers = new LocalWorkers(1);
    workers.run = async () => ({ error: { name: 'RangeError', message: 'too large', stack: undefined } });
    const [result] = await all(pool(workers).evolveBatch([rasterOf(0)]));
    const reason = result?.status === 'rejected' ? result.reason : undefined;
    expect(reason).toBeInstanceOf(XylopipeError);
    expect(reason).toMatchObject({ code: 'EVOLVE_FAILED', who: 'batched', cause: { message: 'too large' } });
    expect(reason?.message).toContain('raster 0');
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['undefined', undefined],
    ['an object', {}],
    ['a list', [[1, 0, 0]]],
    ['counts in a list', { steps: 1, channels: 3, counts: [1, 0, 0] }],
    ['a function for steps', { steps: () => 1, channels: 3, counts: Uint8Array.of(1, 0, 0) }],
    ['a symbol for channels', { steps: 1, channels: Symbol('3'), counts: Uint8Array.of(1, 0, 0) }],
    ['fewer counts than it says', { steps: 2, channels: 3, counts: Uint8Array.of(1, 0, 0) }],
    ['other channels', Raster.zeros(2, CHANNELS + 1)],
  ])('rejects %s as the simulator does, and no worker sees it', async (_, item) => {
    const workers = new LocalWorkers(1);
    const [result] = await all(pool(workers).evolveBatch([item as never]));
    const reason = result?.status === 'rejected' ? result.reason : undefined;
    expect(reason?.who).toBe('batched');
    expect(() => XyloSimulator.from(config).evolve(item as never)).toThrow(reason as XylopipeError);
    expect(workers.mostRunning).toBe(0);
  });

  it('evolves what has the fields of a raster, of another realm and with more in it than can be sent', async () => {
    const { steps, channels, counts } = rasterOf(0);
    const foreign = runInNewContext('Uint8Array.from(counts)', { counts });
    expect(foreign).not.toBeInstanceOf(Uint8Array);
    const item = { steps, channels, counts: foreign, label: () => 'three' };
    const [result] = await all(pool(new LocalWorkers(1)).evolveBatch([item as never]));
    expect(result).toMatchObject({ status: 'fulfilled', value: XyloSimulator.from(config).evolve(rasterOf(0)) });
  });

  it.each([null, undefined, 7, rasterOf(0)])('refuses %s for rasters', async (items) => {
    const results = pool(new LocalWorkers(1)).evolveBatch(items as never);
    await expect(results.next()).rejects.toMatchObject({ code: 'RASTERS_INVALID', who: 'batched' });
  });

  it('rejects what cannot be sent to a worker', async () => {
    const record = (() => true) as never;
    const [result] = await all(pool(new LocalWorkers(1)).evolveBatch(rasters(1), { record }));
    expect(result).toMatchObject({ status: 'rejected', reason: { code: 'EVOLVE_FAILED' } });
  });

  it('tells the progress: rejected rasters count, the total is that of an array', async () => {
    const told: unknown[] = [];
    const onProgress = (...args: unknown[]): void => void told.push(args);
    await all(pool(new LocalWorkers(2)).evolveBatch([rasterOf(0), deadly, rasterOf(1)], { onProgress }));
    await all(pool(new LocalWorkers(2)).evolveBatch(new Set([rasterOf(0)]), { onProgress }));
    expect(told).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
      [1, undefined],
    ]);
  });

  it('ends at once with what the callback throws, the rasters closed and the work ended', async () => {
    const turns = [1, 1000, 1, 1];
    const workers = new LocalWorkers(2, { turns: () => turns.shift() ?? 1 });
    const one = pool(workers);
    let told = 0;
    const reason = new Error('no progress');
    const onProgress = (): void => {
      if (++told === 2) throw reason;
    };
    let closed = false;
    function* endless(): Generator<Raster> {
      try {
        for (let seed = 0; ; seed++) yield rasterOf(seed);
      } finally {
        closed = true;
      }
    }
    const results = one.evolveBatch(endless(), { onProgress });
    expect((await results.next()).value).toMatchObject({ index: 0 });
    await expect(results.next()).rejects.toBe(reason);
    expect([closed, told]).toEqual([true, 2]);
    for (let turn = 0; turn < 5; turn++) await settled();
    expect([told, (await results.next()).done]).toEqual([2, true]);
    expect(await all(one.evolveBatch(rasters(3)))).toHaveLength(3);
  });

  it.each<[string, unknown]>([
    ['a signal', { signal: {} }],
    ['a callback', { onProgress: 'x' }],
  ])('refuses what is no %s before it takes a raster', async (_, options) => {
    const taken = vi.fn();
    const items = { [Symbol.iterator]: taken };
    const results = pool(new LocalWorkers(1)).evolveBatch(items as never, options as never);
    await expect(results.next()).rejects.toMatchObject({ code: 'OPTIONS_INVALID', who: 'batched' });
    expect(taken).not.toHaveBeenCalled();
  });

  it('takes null for no options', async () => {
    expect(await all(pool(new LocalWorkers(1)).evolveBatch(rasters(1), null as never))).toMatchObject([
      { status: 'fulfilled' },
    ]);
  });

  it('throws what the rasters throw', async () => {
    const one = pool(new LocalWorkers(2));
    async function* broken(): AsyncGenerator<Raster> {
      yield rasterOf(0);
      throw new Error('no more rasters');
    }
    const results = one.evolveBatch(broken());
    expect((await results.next()).value).toMatchObject({ index: 0, status: 'fulfilled' });
    await expect(results.next()).rejects.toThrow('no more rasters');
    expect(await all(one.evolveBatch(rasters(3)))).toHaveLength(3);
  });

  it('counts over all rasters what one simulator counts', async () => {
    const inputs = [...rasters(6), Raster.fromValues(1, CHANNELS, [0, 18, 0])];
    const simulator = XyloSimulator.from(config, { telemetry: true });
    const counting = pool(new LocalWorkers(2, { telemetry: true }));
    expect(counting.telemetry()).toEqual(simulator.telemetry());
    for (const input of inputs) {
      simulator.resetState();
      simulator.evolve(input);
    }
    await all(counting.evolveBatch([...inputs, Raster.zeros(3, CHANNELS + 1)]));
    const telemetry = counting.telemetry();
    expect(telemetry).toEqual(simulator.telemetry());
    expect(telemetry?.inputCut).toEqual(Float64Array.of(0, 3, 0));
    telemetry?.fired.fill(0);
    expect(counting.telemetry()).toEqual(simulator.telemetry());
    counting.clearTelemetry();
    simulator.clearTelemetry();
    expect(counting.telemetry()).toEqual(simulator.telemetry());
  });

  it('counts nothing where telemetry is off', async () => {
    const one = pool(new LocalWorkers(1));
    await all(one.evolveBatch(rasters(1)));
    expect(one.telemetry()).toBeNull();
  });
});

describe('evolveOnce', () => {
  const once = (workers: Workers, inputs: Iterable<Raster>, signal?: AbortSignal) =>
    evolveOnce(async () => pool(workers), inputs, { signal });

  it('closes its pool at the end', async () => {
    const workers = new LocalWorkers(2);
    expect(await all(once(workers, rasters(5)))).toHaveLength(5);
    expect(workers.closed).toBe(1);
  });

  it('opens nothing before it is asked for the first result', async () => {
    const workers = new LocalWorkers(1);
    await once(workers, rasters(1)).return();
    expect(workers.closed).toBe(0);
  });

  it('closes its pool when the loop is left, or throws', async () => {
    const workers = new LocalWorkers(2);
    for await (const _ of once(workers, rasters(5))) break;
    expect(workers.closed).toBe(1);
    const throwing = async (): Promise<void> => {
      for await (const { index } of once(workers, rasters(5))) throw new Error(`at ${index}`);
    };
    await expect(throwing()).rejects.toThrow('at 0');
    expect(workers.closed).toBe(2);
  });

  it('closes its pool when aborted, and when the rasters throw', async () => {
    const workers = new LocalWorkers(2);
    await expect(all(once(workers, rasters(5), AbortSignal.abort('enough')))).rejects.toMatchObject({
      code: 'ABORTED',
      cause: 'enough',
    });
    function* broken(): Generator<Raster> {
      yield* rasters(3);
      throw new Error('no more rasters');
    }
    await expect(all(once(workers, broken()))).rejects.toThrow('no more rasters');
    expect(workers.closed).toBe(2);
  });
});
