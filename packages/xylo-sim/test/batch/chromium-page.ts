import { isXylopipeError, type Raster } from '@xylopipe/core';
import type { BatchResult } from '../../src/batch/batch-result.js';
import { XyloSimulator } from '../../src/simulator.js';
import { evolveBatch, SimulatorPool } from '../../src/web/index.js';
import { fatal } from './mishaps.js';
import { CHANNELS, config, rasters } from './network.js';

const inputs = rasters(8);

/** What becomes of rasters: the code of what is rejected, and whether all else is what one simulator gives. */
async function verdicts(results: AsyncIterable<BatchResult>): Promise<string[]> {
  const list: string[] = [];
  for await (const result of results) {
    list.push(result.status === 'rejected' ? result.reason.code : isRight(result.value, result.index));
  }
  return list;
}

function isRight(value: unknown, index: number): string {
  const expected = XyloSimulator.from(config).evolve(inputs[index] as Raster, { record: true });
  return JSON.stringify(value) === JSON.stringify(expected) ? 'equal' : 'different';
}

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    return isXylopipeError(error) ? error.code : error;
  }
}

const withMishaps = (): Worker => new Worker(new URL('./mishap-worker.js', import.meta.url), { type: 'module' });
const absent = (): Worker => new Worker('/absent.js', { type: 'module' });

/** Batches in a browser, as text. */
export async function main() {
  const own = await verdicts(evolveBatch(config, inputs, { workers: 2, record: true }));
  const all = await SimulatorPool.open(config);
  const { workers } = all;
  await all.close();

  const pool = await SimulatorPool.open(config, { workers: 2, worker: withMishaps });
  const crashing = inputs.with(1, fatal('throw', CHANNELS)).with(4, fatal('throw', CHANNELS));
  const crashed = await verdicts(pool.evolveBatch(crashing, { record: true }));
  const stop = new AbortController();
  const hanging = pool.evolveBatch([fatal('hang', CHANNELS)], { signal: stop.signal }).next();
  setTimeout(() => stop.abort());
  const aborted = await codeOf(hanging);
  const after = await verdicts(pool.evolveBatch(inputs, { record: true }));
  await pool.close();
  const closed = await codeOf(pool.evolveBatch(inputs).next());

  const missing = await codeOf(SimulatorPool.open(config, { workers: 2, worker: absent }));
  return { own, allCores: workers === navigator.hardwareConcurrency, crashed, aborted, after, closed, missing };
}
