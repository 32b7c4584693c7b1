import { getEventListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { Raster } from '@xylopipe/core';
import { Piscina } from 'piscina';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fatal } from '../../test/batch/mishaps.js';
import { describePools } from '../../test/batch/pool-contract.js';
import { configOf } from '../../test/sketch.js';
import type { BatchResult } from '../batch/batch-result.js';
import { jobOf } from '../batch/job.js';
import { PoolOfWorkers } from '../batch/pool-of-workers.js';
import { NodeWorkers, type WorkerScript } from './node-workers.js';
import { evolveBatch, SimulatorPool } from './simulator-pool.js';

const script: WorkerScript = {
  url: new URL('../../test/batch/node-worker.boot.mjs', import.meta.url),
  execArgv: ['--conditions=@xylopipe/source'],
};

describePools('on threads of Node', async (source, { workers = 1, signal, ...options } = {}) => {
  return new PoolOfWorkers(await NodeWorkers.open({ source, options }, workers, signal, script), source);
});

const config = configOf({ weightsIn: [[60, 60]], weightsOut: [[60], [60]] });
const good = Raster.fromValues(4, 1, [3, 0, 2, 0]);

/** What becomes of the rasters in one pool of two workers, as the codes of what is rejected. */
async function codesOf(rasters: readonly Raster[], changes: Partial<WorkerScript> = {}): Promise<string[]> {
  const workers = await NodeWorkers.open({ source: config, options: {} }, 2, undefined, { ...script, ...changes });
  const pool = new PoolOfWorkers(workers, config);
  const codes: string[] = [];
  for await (const result of pool.evolveBatch(rasters)) codes.push(codeOf(result));
  await pool.close();
  return codes;
}

const codeOf = (result: BatchResult): string => (result.status === 'fulfilled' ? 'fulfilled' : result.reason.code);

describe('threads of Node', { timeout: 30_000 }, () => {
  afterEach(() => {
    delete process.env.XYLOPIPE_TEST_NO_WORKER;
    vi.restoreAllMocks();
  });

  it('are lost with one raster by process.exit', async () => {
    const codes = await codesOf([good, fatal('exit', 1), good, good, good, good]);
    expect(codes).toEqual(['fulfilled', 'WORKER_CRASHED', 'fulfilled', 'fulfilled', 'fulfilled', 'fulfilled']);
  });

  it('are lost with one raster when they are out of memory', async () => {
    const resourceLimits = { maxOldGenerationSizeMb: 64 };
    expect(await codesOf([fatal('outOfMemory', 1), good, good], { resourceLimits })).toEqual([
      'WORKER_CRASHED',
      'fulfilled',
      'fulfilled',
    ]);
  });

  it('let nobody wait for one that cannot be started', async () => {
    const workers = await NodeWorkers.open({ source: config, options: {} }, 1, undefined, script);
    const pool = new PoolOfWorkers(workers, config);
    process.env.XYLOPIPE_TEST_NO_WORKER = '1';
    const codes: string[] = [];
    for await (const result of pool.evolveBatch([fatal('exit', 1), good, good])) codes.push(codeOf(result));
    expect(codes).toEqual(['WORKER_CRASHED', 'WORKER_CRASHED', 'WORKER_CRASHED']);
    delete process.env.XYLOPIPE_TEST_NO_WORKER;
    for await (const result of pool.evolveBatch([good])) expect(codeOf(result)).toBe('fulfilled');
    await pool.close();
  });

  it('are open when each has answered, however they are reached', async () => {
    const { run } = Piscina.prototype;
    let jobs = 0;
    const running = vi.spyOn(Piscina.prototype, 'run').mockImplementation(async function (this: Piscina, ...args) {
      const opened = await run.apply(this, args);
      return jobs++ < 4 ? { ...opened, threadId: 1 } : opened;
    });
    const workers = await NodeWorkers.open({ source: config, options: {} }, 2, undefined, script);
    expect(workers).toMatchObject({ count: 2, opened: { issues: [], telemetry: null } });
    expect(running).toHaveBeenCalledTimes(6);
    await workers.close();
  });

  it('are not opened where one of them never answers, and none is left', async () => {
    const { run } = Piscina.prototype;
    vi.spyOn(Piscina.prototype, 'run').mockImplementation(async function (this: Piscina, ...args) {
      return { ...(await run.apply(this, args)), threadId: 1 };
    });
    const destroy = vi.spyOn(Piscina.prototype, 'destroy');
    await expect(codesOf([good])).rejects.toMatchObject({ code: 'WORKER_CRASHED' });
    expect(destroy).toHaveBeenCalledOnce();
  });

  it('are ended with the reason of a signal, which keeps nothing of the jobs that are done', async () => {
    const workers = await NodeWorkers.open({ source: config, options: {} }, 1, undefined, script);
    const any = vi.spyOn(AbortSignal, 'any');
    const stop = new AbortController();
    for (let round = 0; round < 3; round++) await workers.run(jobOf(good, {}, config), stop.signal);
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
    expect(any).not.toHaveBeenCalled();
    const reason = new Error('enough');
    const hanging = workers.run(jobOf(fatal('hang', 1), {}, config), stop.signal);
    stop.abort(reason);
    await expect(hanging).rejects.toBe(reason);
    await expect(workers.run(jobOf(good, {}, config), stop.signal)).rejects.toBe(reason);
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
    await workers.close();
  });

  it('are not opened where none can be started, and none is left', async () => {
    const destroy = vi.spyOn(Piscina.prototype, 'destroy');
    process.env.XYLOPIPE_TEST_NO_WORKER = '1';
    await expect(codesOf([good])).rejects.toMatchObject({
      code: 'WORKER_CRASHED',
      cause: { message: 'no worker today' },
    });
    expect(destroy).toHaveBeenCalledOnce();
  });
});

describe('evolveBatch', { timeout: 30_000 }, () => {
  it('evolves on as many workers as it is told, from sources too', async () => {
    const told: unknown[] = [];
    const onProgress = (...args: unknown[]): void => void told.push(args);
    const indices: number[] = [];
    for await (const result of evolveBatch(config, [good, good, good], { workers: 2, record: ['vmem'], onProgress })) {
      indices.push(result.index);
      expect(result).toMatchObject({ status: 'fulfilled', value: { signals: { vmem: { shape: [4, 2] } } } });
    }
    expect(indices).toEqual([0, 1, 2]);
    expect(told).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  it('refuses what is no number of workers', async () => {
    for (const workers of [0, -1, 1.5, 257, 1e6, Number.NaN, Number.POSITIVE_INFINITY, '2' as never, null as never]) {
      const results = evolveBatch(config, [good], { workers });
      await expect(results.next()).rejects.toMatchObject({ code: 'WORKERS_INVALID', who: 'sketch' });
      await expect(SimulatorPool.open(config, { workers })).rejects.toMatchObject({ code: 'WORKERS_INVALID' });
    }
  });

  it('has by itself no more workers than rasters', async () => {
    const opening = vi.spyOn(NodeWorkers, 'open');
    for await (const result of evolveBatch(config, [good])) expect(codeOf(result)).toBe('fulfilled');
    for await (const _ of evolveBatch(config, [])) expect.unreachable();
    expect(opening.mock.calls.map(([, count]) => count)).toEqual([1, 1]);
    vi.restoreAllMocks();
  });

  it('takes null for no options, and opens no worker where they are wrong', async () => {
    const results = evolveBatch(config, [good], null as never);
    expect((await results.next()).value).toMatchObject({ status: 'fulfilled' });
    await results.return();
    const opening = vi.spyOn(NodeWorkers, 'open');
    for (const wrong of [{ signal: {} }, { onProgress: 'x' }]) {
      await expect(evolveBatch(config, [good], wrong as never).next()).rejects.toMatchObject({
        code: 'OPTIONS_INVALID',
      });
    }
    for (const source of [undefined, null, {}, { ...config, label: () => 'three' }]) {
      await expect(SimulatorPool.open(source as never, null as never)).rejects.toMatchObject({
        code: 'CONFIG_INVALID',
      });
    }
    expect(opening).not.toHaveBeenCalled();
  });

  it('opens no worker when aborted before', async () => {
    const signal = AbortSignal.abort('no need');
    const results = evolveBatch(config, [good], { workers: 1, signal });
    await expect(results.next()).rejects.toMatchObject({ code: 'ABORTED', cause: 'no need' });
  });
});

describe('SimulatorPool', () => {
  it('has as many workers as there are cores', async () => {
    const pool = await SimulatorPool.open(config);
    expect(pool).toMatchObject({ workers: availableParallelism(), issues: [] });
    await pool.close();
  });
});
