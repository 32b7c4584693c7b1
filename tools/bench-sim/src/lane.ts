import type { SimulateOptions, XyloSimulator } from '@xylopipe/xylo-sim';
import { type Examined, sameWords, spikesOutOf } from './agreement.js';
import { median } from './median.js';
import { goToStart } from './workload.js';

/** How long to time each lane. */
export interface Effort {
  readonly rounds: number;
  /** Milliseconds of a round, which ends with the call in which they have passed. */
  readonly roundMs: number;
}

/** One simulator that is timed on a workload, in rounds. Its outputs are checked, outside of the time. */
export class Lane {
  readonly #examined: Examined;
  readonly #simulator: XyloSimulator;
  readonly #options: SimulateOptions;
  readonly #rates: number[] = [];
  #call = 0;
  #differing = 0;

  constructor(examined: Examined, simulator: XyloSimulator, options: SimulateOptions = {}) {
    this.#examined = examined;
    this.#simulator = simulator;
    this.#options = options;
  }

  /** Timesteps per second: the median of the rounds. */
  get rate(): number {
    return median(this.#rates);
  }

  /** Timesteps per second in the fastest round. */
  get best(): number {
    return Math.max(...this.#rates);
  }

  /** What was wrong with the outputs, as text. */
  get faults(): readonly string[] {
    if (this.#differing === 0) return [];
    const { id } = this.#examined.workload;
    return [
      `${id}: ${this.#differing} of ${this.#call} timed calls of the ${this.#simulator.core} core gave other outputs`,
    ];
  }

  /** One round; not counted if it is only to warm up. */
  run(roundMs: number, counted: boolean): void {
    const { workload, outputs } = this.#examined;
    let steps = 0;
    let ms = 0;
    while (ms < roundMs) {
      const i = this.#call++ % workload.inputs.length;
      const input = workload.inputs[i]!;
      goToStart(this.#simulator, workload);
      const start = performance.now();
      const evolution = this.#simulator.evolve(input, this.#options);
      ms += performance.now() - start;
      steps += input.steps;
      if (!sameWords(spikesOutOf(evolution), outputs[i]!)) this.#differing++;
    }
    if (counted) this.#rates.push((1000 * steps) / ms);
  }
}

/** Times all lanes, turn by turn, so that what else the machine does meets all of them alike. */
export function race(lanes: readonly Lane[], { rounds, roundMs }: Effort): void {
  for (let round = 0; round <= rounds; round++) for (const lane of lanes) lane.run(roundMs, round > 0);
}
