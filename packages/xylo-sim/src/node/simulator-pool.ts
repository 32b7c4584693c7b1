import { availableParallelism } from 'node:os';
import type { DeviceConfig, QuantizedSpec, Raster } from '@xylopipe/core';
import type { BatchPool } from '../batch/batch-pool.js';
import type { BatchOptions, BatchResult, PoolOptions } from '../batch/batch-result.js';
import { evolveOnce } from '../batch/evolve-once.js';
import { networkOf } from '../batch/loaded-network.js';
import { PoolOfWorkers } from '../batch/pool-of-workers.js';
import { refuseToStart } from '../batch/workers.js';
import { workersFor } from '../batch/workers-for.js';
import { NodeWorkers } from './node-workers.js';

/** A pool on the worker threads of Node. */
export type SimulatorPool = BatchPool;

/** Opens pools. */
export const SimulatorPool = {
  /**
   * Resolves when all workers have loaded the network.
   * @throws OPTIONS_INVALID if an option is not what it must be.
   * @throws WORKERS_INVALID if `workers` is not a whole number from 1 to 256.
   * @throws CONFIG_INVALID, FAST_CORE_UNAVAILABLE, UNKNOWN_CORE and UNKNOWN_UPDATE_RULE as `XyloSimulator.from`;
   * CONFIG_INVALID also for a network that cannot be sent to a worker.
   * @throws WORKER_CRASHED if a worker cannot be started.
   * @throws ABORTED when `signal` fires.
   */
  async open(source: DeviceConfig | QuantizedSpec, options: PoolOptions = {}): Promise<SimulatorPool> {
    const given = options ?? {};
    const { workers = workersFor(availableParallelism()), signal } = given;
    const network = networkOf(source, given);
    refuseToStart(workers, given, network.source.chipId);
    return new PoolOfWorkers(await NodeWorkers.open(network, workers, signal), network.source);
  },
};

/**
 * One batch on a pool of its own, which is closed however the batch ends: see `SimulatorPool`. An array of few rasters gets
 * no more workers than it has rasters, unless told so.
 */
export function evolveBatch(
  source: DeviceConfig | QuantizedSpec,
  rasters: Iterable<Raster> | AsyncIterable<Raster>,
  options: Omit<PoolOptions, 'telemetry'> & BatchOptions = {},
): AsyncGenerator<BatchResult, void, void> {
  const { workers = workersFor(availableParallelism(), rasters) } = options ?? {};
  return evolveOnce(() => SimulatorPool.open(source, { ...options, workers }), rasters, options);
}
