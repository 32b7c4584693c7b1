import type { AnySpec, ChipLimits, DeviceConfig, Evolution, Issue, Raster } from '@xylopipe/core';
import { summarizeTelemetry, type Telemetry, XyloSimulator } from '@xylopipe/xylo-sim';

/** What the simulator makes of the configuration and input of a run. */
export interface Simulation {
  /** With all signals, if asked to record them. */
  readonly evolution: Evolution;
  readonly telemetry: Telemetry;
  readonly spec: AnySpec;
  /** What the telemetry says. */
  readonly issues: readonly Issue[];
}

/** Evolves a configuration once, from rest, and counts what saturates. */
export function simulateOnce(
  config: DeviceConfig,
  input: Raster,
  { updateRule }: ChipLimits,
  record: boolean,
): Simulation {
  const simulator = XyloSimulator.from(config, { updateRule, telemetry: true });
  try {
    const evolution = simulator.evolve(input, { record });
    // Asked for above.
    const telemetry = simulator.telemetry() as Telemetry;
    return { evolution, telemetry, spec: config, issues: summarizeTelemetry(telemetry, config, updateRule) };
  } finally {
    simulator.close();
  }
}
