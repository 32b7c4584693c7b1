import type { DeviceConfig, Issue, QuantizedSpec } from '@xylopipe/core';
import { type SimulatorOptions, XyloSimulator } from '../simulator.js';
import { type Evolved, type Job, rasterOf } from './job.js';

/** What every worker is sent once. */
export interface Network {
  readonly source: DeviceConfig | QuantizedSpec;
  readonly options: SimulatorOptions;
}

/** The network in a worker: evolves one raster after the other, each from rest. */
export class LoadedNetwork {
  /** Warnings about the network as a whole, e.g. `FAST_CORE_UNAVAILABLE`. */
  readonly issues: readonly Issue[];
  readonly #simulator: XyloSimulator;
  #issues: Issue[] = [];

  /** Throws what `XyloSimulator.from` throws. */
  constructor({ source, options }: Network) {
    this.#simulator = XyloSimulator.from(source, options);
    this.#simulator.events$.subscribe(({ issue }) => this.#issues.push(issue));
    this.issues = this.#issues;
  }

  /** Throws what `XyloSimulator.evolve` throws. */
  evolve(job: Job): Evolved {
    const issues: Issue[] = [];
    this.#issues = issues;
    this.#simulator.resetState();
    const value = this.#simulator.evolve(rasterOf(job), { output: job.output, record: job.record });
    return { value, issues };
  }
}
