import { isBuilt, runBuilt, urlOf } from './built-program.js';
import { median } from './median.js';
import type { Workload } from './workload.js';

const ROUNDS = 3;

/** The start of a pool of the built package, and its first batch; medians over fresh processes. */
export interface PoolStart {
  /** Milliseconds until all workers have loaded the network. */
  readonly openMs: number;
  /** Milliseconds of the first batch after that. */
  readonly batchMs: number;
}

const PROGRAM = `
const { SimulatorPool } = await import('${urlOf('xylo-sim/dist/node/index.js')}');
lap();
const pool = await SimulatorPool.open(data.config, { workers: data.workers });
const openMs = lap();
for await (const result of pool.evolveBatch(data.inputs)) if (result.status === 'rejected') throw result.reason;
console.log(JSON.stringify({ openMs, batchMs: lap() }));
await pool.close();
`;

/** Measures the first batch of a pool; `null` where the package is not built from the present sources. */
export function poolStart({ config, inputs }: Workload, workers: number): PoolStart | null {
  if (!isBuilt()) return null;
  const rasters = inputs.map((input) => ({ ...input }));
  const runs = runBuilt<PoolStart>(PROGRAM, { config, workers, inputs: rasters }, ROUNDS);
  return { openMs: median(runs.map((run) => run.openMs)), batchMs: median(runs.map((run) => run.batchMs)) };
}
