import { type ChipLimits, type Deployer, type DeviceConfig, integerSpec, OUTPUT_SIGNALS } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceUnderTest } from '../device-under-test.js';
import { seedToRepeat } from '../environment.js';
import { graphOf } from '../networks/network-plan.js';
import { type RandomRun, randomRuns } from '../networks/random-run.js';
import { differences, stateDifferences } from './differences.js';

/** What is held against the reference core. */
export interface EqualityTests {
  readonly deployer: Deployer;
  readonly reference: (limits: ChipLimits) => Deployer;
  /** Random networks. */
  readonly runs: number;
}

/** Milliseconds for all random networks. */
const PATIENCE = 120_000;

/**
 * On random legal networks, everything that a device shows is what the reference core shows. The message of a failure has
 * its seed, which XYLOPIPE_SEED repeats.
 */
export function describeEquality(subject: DeviceUnderTest, { deployer, reference, runs }: EqualityTests): void {
  describe('random networks', () => {
    it(
      `are legal, and equal to the reference core in every state, ${runs} of them`,
      async () => {
        const expected = reference(subject.limits);
        const same = fc.asyncProperty(randomRuns(subject.limits), async (run) => {
          const config = configOf(subject, run);
          expect(subject.device.validator.validate(config)).toEqual([]);
          expect(await compared(subject, config, run, [deployer, expected])).toEqual([]);
        });
        const seed = seedToRepeat();
        await fc.assert(same, {
          numRuns: runs,
          ...(seed === undefined ? {} : { seed }),
          // A board is slow, and the seed of a failure must be told before vitest loses patience.
          interruptAfterTimeLimit: PATIENCE / 2,
          markInterruptAsFailure: true,
        });
      },
      PATIENCE,
    );
  });
}

function configOf(subject: DeviceUnderTest, { plan, shifts }: RandomRun): DeviceConfig {
  const { mapper, configurator } = subject.device;
  const { value } = mapper.map(subject.legalize(graphOf(plan)));
  return configurator.configure({ ...integerSpec(value), ...shifts }).value;
}

/** Runs on a device and on the reference; gives back where they differ. */
async function compared(
  { capabilities }: DeviceUnderTest,
  config: DeviceConfig,
  { input }: RandomRun,
  deployers: readonly [Deployer, Deployer],
): Promise<readonly string[]> {
  const [output = 'spikes'] = capabilities.outputs;
  const shown = [...new Set([...capabilities.record, OUTPUT_SIGNALS[output]])];
  const [actual, expected] = [await deployers[0].deploy(config), await deployers[1].deploy(config)];
  try {
    const found: string[] = [];
    for (const raster of input) {
      const options = { output, record: capabilities.record };
      found.push(...differences(await actual.evolve(raster, options), await expected.evolve(raster, options), shown));
      if (actual.snapshot === undefined || expected.snapshot === undefined) continue;
      found.push(...stateDifferences(await actual.snapshot(), await expected.snapshot()));
    }
    return found;
  } finally {
    await actual.close();
    await expected.close();
  }
}
