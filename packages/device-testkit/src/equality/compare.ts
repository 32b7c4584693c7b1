import {
  type ChipLimits,
  type Deployer,
  type DeviceConfig,
  deviceConfigFromSpec,
  OUTPUT_SIGNALS,
  type QuantizedSpec,
  type Raster,
} from '@xylopipe/core';
import type { DeviceUnderTest } from '../device-under-test.js';
import { differences, stateDifferences } from './differences.js';

/** Who evolves, and what that is held against. */
export interface Rivals {
  readonly deployer: Deployer;
  /** Opens the reference core of a chip. */
  readonly reference: (limits: ChipLimits) => Deployer;
}

/**
 * Evolves what the device made of a specification, and the specification itself on the reference core; gives back where
 * they differ. The inputs follow each other without a reset.
 */
export async function compare(
  { capabilities, limits }: DeviceUnderTest,
  { deployer, reference }: Rivals,
  { config, spec, inputs }: { config: DeviceConfig; spec: QuantizedSpec; inputs: readonly Raster[] },
): Promise<readonly string[]> {
  const [output = 'spikes'] = capabilities.outputs;
  const shown = [...new Set([...capabilities.record, OUTPUT_SIGNALS[output]])];
  const actual = await deployer.deploy(config);
  try {
    // Not the configuration: what the plugin's own configurator got wrong would be the same on both sides.
    const expected = await reference(limits).deploy(deviceConfigFromSpec(spec));
    try {
      const found: string[] = [];
      for (const raster of inputs) {
        const options = { output, record: capabilities.record };
        found.push(...differences(await actual.evolve(raster, options), await expected.evolve(raster, options), shown));
        if (actual.snapshot === undefined || expected.snapshot === undefined) continue;
        found.push(...stateDifferences(await actual.snapshot(), await expected.snapshot()));
      }
      return found;
    } finally {
      await expected.close();
    }
  } finally {
    await actual.close();
  }
}
