import type { Activity } from './activity.js';
import type { BatchScaling } from './batch.js';
import type { Bound } from './bounds.js';
import type { StartUp } from './start-up.js';
import type { PerCore } from './workload.js';

/** Timesteps per second, to whole ones; `null` where there is no such core. */
export interface CoreSpeeds {
  readonly reference: number;
  readonly fast: number | null;
}

/** One workload: its speeds when only the output spikes are brought back, and what else was measured. */
export interface WorkloadReport extends CoreSpeeds {
  readonly what: string;
  /** Fast over reference. */
  readonly ratio: number | null;
  /** Timesteps per call. */
  readonly steps: number;
  readonly activity: Activity;
  /** In the fastest of the rounds: what there is without the disturbances of a shared machine. */
  readonly best?: CoreSpeeds;
  /** With every state recorded, into arrays that are passed in. */
  readonly recorded?: CoreSpeeds;
  /** With every state recorded, into new arrays. */
  readonly fresh?: CoreSpeeds;
  /** With telemetry. */
  readonly watched?: CoreSpeeds;
  /** The first call of the first simulator of a process. */
  readonly cold?: CoreSpeeds;
}

/** All that was measured. */
export interface Measurements {
  readonly workloads: Readonly<Record<string, WorkloadReport>>;
  /** `null` where the package is not built from the present sources, or there is no fast core. */
  readonly start: StartUp | null;
  /** `null` where there is no fast core. */
  readonly kernelBytes: number | null;
  /** WebAssembly memory after W1; `null` where there is no fast core. */
  readonly memoryBytes: number | null;
  /** W5 over one and two workers. */
  readonly batch: BatchScaling;
  /** What was left out, and why. */
  readonly skipped: readonly string[];
  /** Outputs that differ between cores, between calls, or from what was recorded. A run that has any fails. */
  readonly faults: readonly string[];
}

/** A run: what `--json` prints. */
export interface Report extends Measurements {
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  /** Load average over a minute, when the run began and when it ended. */
  readonly load: readonly [number, number];
  readonly seconds: number;
  readonly bounds: readonly Bound[];
}

/** Speeds as they are reported. */
export const coreSpeeds = ({ reference, fast }: PerCore<number>): CoreSpeeds => ({
  reference: Math.round(reference),
  fast: fast === undefined ? null : Math.round(fast),
});

/** How many times the reference core's speed the fast core has, to a tenth. */
export const ratioOf = ({ reference, fast }: CoreSpeeds): number | null =>
  fast === null ? null : Math.round((10 * fast) / reference) / 10;
