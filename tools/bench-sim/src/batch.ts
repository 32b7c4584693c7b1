import { SimulatorPool } from '@xylopipe/xylo-sim/node';
import { type Examined, sameWords, spikesOutOf } from './agreement.js';
import { median } from './median.js';
import { poolStart } from './pool-start.js';
import type { Workload } from './workload.js';

const ROUNDS = 5;

/** All inputs of a workload as one batch on some workers. */
interface PoolSpeed {
  readonly workers: number;
  /** Timesteps per second of a batch of a pool that has done one before: the median. */
  readonly warm: number;
  /** Timesteps per second of opening a pool and its first batch, in a fresh process; `null` as in `poolStart`. */
  readonly cold: number | null;
  /** Milliseconds of that which opening took. */
  readonly openMs: number | null;
}

/** How the speed of batches follows the number of workers. */
export interface BatchScaling {
  readonly pools: readonly [one: PoolSpeed, two: PoolSpeed];
  /** Two workers over one. */
  readonly warmRatio: number;
  readonly coldRatio: number | null;
}

/** Runs a workload as batches over one and two workers, turn by turn; `faults` are outputs that were not as examined. */
export async function batchScaling(examined: Examined): Promise<{ scaling: BatchScaling; faults: readonly string[] }> {
  const pools = [await TimedPool.open(examined, 1), await TimedPool.open(examined, 2)] as const;
  try {
    for (let round = 0; round <= ROUNDS; round++) for (const pool of pools) await pool.run(round > 0);
  } finally {
    await Promise.all(pools.map((pool) => pool.close()));
  }
  const [one, two] = [speedOf(pools[0], examined), speedOf(pools[1], examined)];
  const coldRatio = one.cold && two.cold && two.cold / one.cold;
  return {
    scaling: { pools: [one, two], warmRatio: two.warm / one.warm, coldRatio },
    faults: pools.flatMap((pool) => pool.faults),
  };
}

function speedOf({ workers, rate }: TimedPool, { workload }: Examined): PoolSpeed {
  const start = poolStart(workload, workers);
  const cold = start && (1000 * stepsOf(workload)) / (start.openMs + start.batchMs);
  return { workers, warm: rate, cold, openMs: start?.openMs ?? null };
}

const stepsOf = ({ inputs }: Workload): number => inputs.reduce((sum, input) => sum + input.steps, 0);

/** A pool, and how long its batches took. */
class TimedPool {
  readonly #pool: SimulatorPool;
  readonly #examined: Examined;
  readonly #rates: number[] = [];
  #differing = 0;

  private constructor(pool: SimulatorPool, examined: Examined) {
    this.#pool = pool;
    this.#examined = examined;
  }

  static async open(examined: Examined, workers: number): Promise<TimedPool> {
    const { config, updateRule } = examined.workload;
    return new TimedPool(await SimulatorPool.open(config, { workers, updateRule }), examined);
  }

  get workers(): number {
    return this.#pool.workers;
  }

  /** Timesteps per second: the median of the batches that counted. */
  get rate(): number {
    return median(this.#rates);
  }

  get faults(): readonly string[] {
    const { id } = this.#examined.workload;
    return this.#differing === 0 ? [] : [`${id}: ${this.#differing} results of ${this.#pool.workers} workers differ`];
  }

  /** One batch; not counted if it is only to warm up. */
  async run(counted: boolean): Promise<void> {
    const { workload, outputs } = this.#examined;
    const results: Int16Array[] = [];
    const start = performance.now();
    for await (const result of this.#pool.evolveBatch(workload.inputs)) {
      if (result.status === 'rejected') throw result.reason;
      results.push(spikesOutOf(result.value));
    }
    const ms = performance.now() - start;
    if (counted) this.#rates.push((1000 * stepsOf(workload)) / ms);
    this.#differing += outputs.filter((output, i) => !sameWords(output, results[i] ?? new Int16Array(0))).length;
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}
