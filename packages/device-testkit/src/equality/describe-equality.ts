import { integerSpec, type QuantizedSpec, type Raster } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceUnderTest } from '../device-under-test.js';
import { seedToRepeat } from '../environment.js';
import { busyInput } from '../networks/busy-input.js';
import { graphOf } from '../networks/network-plan.js';
import { type RandomRun, randomRuns } from '../networks/random-run.js';
import { PATIENCE } from '../patience.js';
import { compare, type Rivals } from './compare.js';

/** What is held against the reference core. */
export interface EqualityTests extends Rivals {
  /** Random networks. */
  readonly runs: number;
}

/**
 * On random legal networks, everything that a device shows is what the reference core shows. The message of a failure has
 * its seed, which XYLOPIPE_SEED repeats.
 */
export function describeEquality(subject: DeviceUnderTest, { runs, ...rivals }: EqualityTests): void {
  /** Evolves a legal network. */
  const differing = async (spec: QuantizedSpec, inputs: readonly Raster[]): Promise<readonly string[]> => {
    const { configurator, validator } = subject.device;
    const config = configurator.configure(spec).value;
    expect(validator.validate(config)).toEqual([]);
    return compare(subject, rivals, { config, spec, inputs });
  };

  describe('random networks', () => {
    it(
      `are legal, and equal to the reference core in every state, ${runs} of them`,
      async () => {
        const same = fc.asyncProperty(randomRuns(subject.limits), async (run) => {
          expect(await differing(specOf(subject, run), run.input)).toEqual([]);
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

  it(
    'a long run is equal to the reference core to its end',
    async () => {
      const { limits } = subject;
      const inputs = [busyInput(limits, 200, 2), busyInput(limits, 3, 2)];
      const spec = subject.spec({ hidden: [2, 2], forward: (source, target) => source === target });
      expect(await differing(spec, inputs)).toEqual([]);
    },
    PATIENCE,
  );
}

function specOf(subject: DeviceUnderTest, { plan, shifts, aliases }: RandomRun): QuantizedSpec {
  const spec = integerSpec(subject.device.mapper.map(subject.legalize(graphOf(plan))).value);
  return { ...spec, ...shifts, aliases: aliases ?? spec.aliases };
}
