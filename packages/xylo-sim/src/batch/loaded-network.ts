import { type DeviceConfig, type Issue, type QuantizedSpec, Raster, XylopipeError } from '@xylopipe/core';
import { configToSimulate } from '../config-check.js';
import { type SimulatorOptions, XyloSimulator } from '../simulator.js';
import type { Telemetry } from '../telemetry/telemetry.js';
import type { Evolved, Job } from './job.js';

/** What every worker is sent once. */
export interface Network {
  readonly source: DeviceConfig;
  readonly options: SimulatorOptions;
}

/**
 * The network of a pool, as it is now: what happens to `source` after that does not reach workers that are replaced.
 * @throws CONFIG_INVALID as `XyloSimulator.from`, and for what cannot be sent to a worker.
 */
export function networkOf(
  source: DeviceConfig | QuantizedSpec,
  { updateRule, core, telemetry }: SimulatorOptions,
): Network {
  const config = configToSimulate(source, updateRule ?? 'v2');
  try {
    return structuredClone({ source: config, options: { updateRule, core, telemetry } });
  } catch (cause) {
    throw new XylopipeError('CONFIG_INVALID', `the network cannot be sent to a worker: ${cause}`, {
      who: config.chipId,
      hint: 'give a configuration, and options, of nothing but data',
      cause,
    });
  }
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
    const value = this.#simulator.evolve(new Raster(job.steps, job.channels, job.counts), {
      output: job.output,
      record: job.record,
    });
    return { value, issues, telemetry: this.#simulator.telemetry() };
  }
}
