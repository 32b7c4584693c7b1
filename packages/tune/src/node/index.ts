/** Simulates and judges recipes on all cores. */
export { ScoringPool, type ScoringPoolOptions } from './scoring-pool.js';
