import { SimulatorPool } from '@xylopipe/xylo-sim/node';
import { type Examined, sameWords, spikesOutOf } from './agreement.js';
import { median } from './median.js';

const ROUNDS = 5;

/** All inputs of a workload as one batch on some workers. */
interface PoolSpeed {
  readonly workers: number;
  /** Milliseconds until all workers have loaded the network. They load sources here, not the built package. */
  readonly openMs: number;
  /** Timesteps per second of the first batch of a pool. */
  readonly cold: number;
  /** Timesteps per second of later ones, the median. */
  readonly warm: number;
}

/** How the speed of batches follows the number of workers. */
export interface BatchScaling {
  readonly pools: readonly [one: PoolSpeed, two: PoolSpeed];
  /** Two workers over one, in the first batch and in later ones. */
  readonly coldRatio: number;
  readonly warmRatio: number;
}

/** Runs a workload as batches over one and two workers, turn by turn; `faults` are outputs that were not as examined. */
export async function batchScaling(examined: Examined): Promise<{ scaling: BatchScaling; faults: readonly string[] }> {
  const pools = [await TimedPool.open(examined, 1), await TimedPool.open(examined, 2)] as const;
  try {
    for (let round = 0; round <= ROUNDS; round++) for (const pool of pools) await pool.run();
    const [one, two] = [pools[0].speed, pools[1].speed];
    return {
      scaling: { pools: [one, two], coldRatio: two.cold / one.cold, warmRatio: two.warm / one.warm },
      faults: pools.flatMap((pool) => pool.faults),
    };
  } finally {
    await Promise.all(pools.map((pool) => pool.close()));
  }
}

/** A pool, and how long its batches took. */
class TimedPool {
  readonly #pool: SimulatorPool;
  readonly #examined: Examined;
  readonly #openMs: number;
  readonly #rates: number[] = [];
  #differing = 0;

  private constructor(pool: SimulatorPool, examined: Examined, openMs: number) {
    this.#pool = pool;
    this.#examined = examined;
    this.#openMs = openMs;
  }

  static async open(examined: Examined, workers: number): Promise<TimedPool> {
    const { config, updateRule } = examined.workload;
    const start = performance.now();
    const pool = await SimulatorPool.open(config, { workers, updateRule });
    return new TimedPool(pool, examined, performance.now() - start);
  }

  get speed(): PoolSpeed {
    const [cold = 0, ...warm] = this.#rates;
    return { workers: this.#pool.workers, openMs: this.#openMs, cold, warm: median(warm) };
  }

  get faults(): readonly string[] {
    const { id } = this.#examined.workload;
    return this.#differing === 0 ? [] : [`${id}: ${this.#differing} results of ${this.#pool.workers} workers differ`];
  }

  /** One batch. */
  async run(): Promise<void> {
    const { workload, outputs } = this.#examined;
    const results: Int16Array[] = [];
    const start = performance.now();
    for await (const result of this.#pool.evolveBatch(workload.inputs)) {
      if (result.status === 'rejected') throw result.reason;
      results.push(spikesOutOf(result.value));
    }
    const steps = workload.inputs.reduce((sum, input) => sum + input.steps, 0);
    this.#rates.push((1000 * steps) / (performance.now() - start));
    this.#differing += outputs.filter((output, i) => !sameWords(output, results[i] ?? new Int16Array(0))).length;
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}
