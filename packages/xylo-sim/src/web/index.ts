export type { BatchPool } from '../batch/batch-pool.js';
export type { BatchOptions, BatchResult, PoolOptions } from '../batch/batch-result.js';
export { serveSimulator, type WorkerScope } from './serve-simulator.js';
export { evolveBatch, SimulatorPool, type WebPoolOptions } from './simulator-pool.js';
