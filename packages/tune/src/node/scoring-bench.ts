import { type DeviceConfig, Raster, type UpdateRule } from '@xylopipe/core';
import { XyloSimulator } from '@xylopipe/xylo-sim';
import { Tally } from '../tally.js';
import type { Score } from '../trial.js';
import type { Yardstick } from '../yardstick.js';

/** What every worker has of a search: plain data. */
export interface BenchData {
  readonly yardstick: Yardstick;
  readonly recordings: readonly Pick<Raster, 'steps' | 'channels' | 'counts'>[];
  readonly updateRule: UpdateRule;
}

/** Simulates configurations on all recordings, and judges them. */
export class ScoringBench {
  readonly #yardstick: Yardstick;
  readonly #rasters: readonly Raster[];
  readonly #updateRule: UpdateRule;

  constructor({ yardstick, recordings, updateRule }: BenchData) {
    this.#yardstick = yardstick;
    this.#rasters = recordings.map(({ steps, channels, counts }) => new Raster(steps, channels, counts));
    this.#updateRule = updateRule;
  }

  /** Throws what `XyloSimulator` throws for a configuration that cannot be simulated, or that has other inputs. */
  score(config: DeviceConfig): Score {
    const tally = new Tally(this.#yardstick);
    const simulator = XyloSimulator.from(config, { updateRule: this.#updateRule });
    try {
      for (const raster of this.#rasters) {
        simulator.resetState();
        tally.add(simulator.evolve(raster, { record: ['spikesHidden'] }));
      }
    } finally {
      simulator.close();
    }
    return tally.score();
  }
}
