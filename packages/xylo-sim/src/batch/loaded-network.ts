import type { DeviceConfig, Issue, QuantizedSpec } from '@xylopipe/core';
import { type SimulatorOptions, XyloSimulator } from '../simulator.js';
import type { Telemetry } from '../telemetry/telemetry.js';
import { type Evolved, type Job, rasterOf } from './job.js';

/** What every worker is sent once. */
export interface Network {
  readonly source: DeviceConfig | QuantizedSpec;
  readonly options: SimulatorOptions;
}

/** What there is to say about a network when it is loaded. */
export interface Opened {
  /** Warnings, e.g. `FAST_CORE_UNAVAILABLE`. */
  readonly issues: readonly Issue[];
  /** Zeros; `null` where telemetry is off. */
  readonly telemetry: Telemetry | null;
}

/** The network in a worker: evolves one raster after the other, each from rest. */
export class LoadedNetwork {
  readonly opened: Opened;
  readonly #simulator: XyloSimulator;
  #issues: Issue[] = [];

  /** Throws what `XyloSimulator.from` throws. */
  constructor({ source, options }: Network) {
    this.#simulator = XyloSimulator.from(source, options);
    this.#simulator.events$.subscribe(({ issue }) => this.#issues.push(issue));
    this.opened = { issues: this.#issues, telemetry: this.#simulator.telemetry() };
  }

  /** Throws what `XyloSimulator.evolve` throws. */
  evolve(job: Job): Evolved {
    const issues: Issue[] = [];
    this.#issues = issues;
    this.#simulator.resetState();
    this.#simulator.clearTelemetry();
    const value = this.#simulator.evolve(rasterOf(job), { output: job.output, record: job.record });
    return { value, issues, telemetry: this.#simulator.telemetry() };
  }
}
