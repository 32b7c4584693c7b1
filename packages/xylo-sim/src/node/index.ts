export type { BatchPool } from '../batch/batch-pool.js';
export type { BatchOptions, BatchResult, PoolOptions } from '../batch/batch-result.js';
export { evolveBatch, SimulatorPool } from './simulator-pool.js';
