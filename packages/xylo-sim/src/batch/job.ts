import { type Evolution, type EvolveOptions, type Issue, Raster, XylopipeError } from '@xylopipe/core';
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

/** The job of a raster, which may change or be let go after that. Throws `RASTER_INVALID` for what is no raster. */
export function jobOf(raster: Raster, { output, record }: JobOptions): Job {
  if (!(raster?.counts instanceof Uint8Array)) {
    throw new XylopipeError('RASTER_INVALID', 'this is not a raster', { hint: 'make a Raster of each item' });
  }
  const { steps, channels, counts } = raster;
  return { steps, channels, counts: new Uint8Array(counts), ...structuredClone({ output, record }) };
}

/** The raster of a job. Throws `RASTER_INVALID` if it has not the counts that it says. */
export const rasterOf = ({ steps, channels, counts }: Job): Raster => new Raster(steps, channels, counts);

/** The memory of an answer, to be transferred instead of copied. */
export function buffersOf(answer: Answer<Evolved>): ArrayBuffer[] {
  if ('error' in answer) return [];
  const signals = Object.values(answer.value.value.signals);
  return [...new Set(signals.map(({ data }) => data.buffer as ArrayBuffer))];
}
