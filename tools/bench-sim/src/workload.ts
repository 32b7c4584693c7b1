import { type DeviceConfig, isXylopipeError, type Raster, type StateSnapshot, type UpdateRule } from '@xylopipe/core';
import { XyloSimulator } from '@xylopipe/xylo-sim';

/** A network with what it is given. */
export interface Workload {
  readonly id: string;
  readonly what: string;
  readonly config: DeviceConfig;
  readonly updateRule: UpdateRule;
  /** Evolved one by one, each from `start`. */
  readonly inputs: readonly Raster[];
  /** `undefined`: at rest. */
  readonly start: StateSnapshot | undefined;
}

export const CORES = ['reference', 'fast'] as const;
export type CoreKind = (typeof CORES)[number];

/** A value for each core; the fast core's is absent where the platform cannot have it. */
export type PerCore<T> = { readonly reference: T; readonly fast?: T };

/** Opens the workload's network on one core; `undefined` if that core cannot be had here. */
export function openOn(core: CoreKind, { config, updateRule }: Workload): XyloSimulator | undefined {
  try {
    return XyloSimulator.from(config, { core, updateRule });
  } catch (error) {
    if (isXylopipeError(error) && error.code === 'FAST_CORE_UNAVAILABLE') return undefined;
    throw error;
  }
}

/** Puts a simulator where every call of the workload starts. */
export function goToStart(simulator: XyloSimulator, { start }: Workload): void {
  if (start === undefined) simulator.resetState();
  else simulator.restore(start);
}
