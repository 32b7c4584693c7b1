import type { DeviceConfig, Evolution, EvolveOptions, Issue, Raster } from '@xylopipe/core';
import { inputOf } from '@xylopipe/core/session';
import type { Telemetry } from '../telemetry/telemetry.js';
import type { Answer } from './answer.js';

/** What to bring back of every raster of a batch. */
export type JobOptions = Pick<EvolveOptions, 'output' | 'record'>;

/** One raster to evolve, as data that another thread can be sent. */
export interface Job extends JobOptions {
  readonly steps: number;
  readonly channels: number;
  /** A copy of the raster's, to be transferred. */
  readonly counts: Uint8Array<ArrayBuffer>;
}

/** What came of a raster. */
export interface Evolved {
  readonly value: Evolution;
  /** Warnings about this raster, e.g. `INPUT_CLIPPED`. */
  readonly issues: readonly Issue[];
  /** Counts of this raster; `null` where telemetry is off. */
  readonly telemetry: Telemetry | null;
}

/**
 * The job of a raster, which may change or be let go after that.
 * @throws INPUT_INVALID and INPUT_CHANNELS as the simulator of the configuration.
 */
export function jobOf(raster: Raster, { output, record }: JobOptions, config: DeviceConfig): Job {
  const { steps, channels, counts } = inputOf(raster, config);
  return { steps, channels, counts: new Uint8Array(counts), ...structuredClone({ output, record }) };
}

/** The memory of an answer, to be transferred instead of copied. */
export function buffersOf(answer: Answer<Evolved>): ArrayBuffer[] {
  if ('error' in answer) return [];
  const signals = Object.values(answer.value.value.signals);
  return [...new Set(signals.map(({ data }) => data.buffer as ArrayBuffer))];
}
