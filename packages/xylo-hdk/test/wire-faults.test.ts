import { Raster } from '@xylopipe/core';
import { emulatedBus } from '@xylopipe/hdk-emulator';
import { type FaultRule, withFaults } from '@xylopipe/hdk-transport/loopback';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { describe, expect, it } from 'vitest';
import { xyloDriver } from '../src/index.js';
import { boardWith, drivenChip } from './boards.js';
import { configOf, inputOf, type NetworkPlan } from './random-config.js';
import { rejectionOf } from './rejection.js';

const chipId = 'syns61201';
const chip = drivenChip(chipId);
const plan: NetworkPlan = {
  seed: 11,
  inputs: 8,
  hidden: 60,
  inputExpansion: 60,
  outputExpansion: 60,
  outputs: 4,
  synapse2: true,
  aliases: true,
  biases: true,
  fanOut: 8,
};
const config = configOf(plan, chip.limits);
const input = inputOf(plan, 60);

/** A driver over a link that fails, in short frames so that there are many. */
function driverOver(rules: readonly FaultRule[], seed: number) {
  const bus = { retryAfter: 20, maxFrame: 2048 };
  return xyloDriver(
    chip,
    () =>
      emulatedBus(boardWith(chipId), {
        bus,
        serve: { resendAfter: 20 },
        link: (host) => withFaults(host, rules, { seed }),
      }),
    { chunkTimesteps: 10 },
  );
}

describe('over a link that', () => {
  const chance = { chance: 0.03 };
  const faults: [string, FaultRule['fault']][] = [
    ['drops frames', { type: 'drop' }],
    ['flips bits', { type: 'flip' }],
    ['brings frames twice', { type: 'duplicate' }],
    ['tears frames apart', { type: 'split' }],
    ['delays frames', { type: 'delay', ms: 5 }],
  ];

  it.each(faults)('%s, everything is as without', async (_, fault) => {
    const simulator = await simulatorDeployer(chip.limits).deploy(config);
    const answer = await simulator.evolve(input, { record: true });
    for (const seed of [1, 2, 3]) {
      const rules: FaultRule[] = [
        // Not the greeting: an opening that fails is the bus's to test.
        { direction: 'out', at: { nth: 2, ...chance }, fault },
        { direction: 'in', at: { nth: 2, ...chance }, fault },
      ];
      const session = await driverOver(rules, seed).deploy(config);
      expect(await session.evolve(input, { record: true }), `seed ${seed}`).toEqual(answer);
      await session.close();
    }
  });

  it.each([3000, 9000, 20_000, 30_000])(
    'breaks at byte %i, the deployment or the evolution fails once',
    async (byte) => {
      const rules: FaultRule[] = [{ direction: 'out', at: { byte }, fault: { type: 'disconnect' } }];
      const error = await rejectionOf(
        driverOver(rules, 1)
          .deploy(config)
          .then(async (session) => {
            for (;;) await session.evolve(input);
          }),
      );
      expect(error).toMatchObject({ code: 'BUS_LOST', who: chipId });
    },
  );
});

describe('round trips', () => {
  it('are at most 120 for the largest configuration, written and verified', async () => {
    const largest = {
      ...plan,
      inputs: 16,
      hidden: 1000,
      inputExpansion: 1000,
      outputExpansion: 1000,
      outputs: 8,
      fanOut: 30,
    };
    const driver = xyloDriver(chip, () => emulatedBus(boardWith(chipId)));
    const session = await driver.deploy(configOf(largest, chip.limits));
    expect(session.statistics.roundTrips).toBeLessThanOrEqual(20);
    const before = session.statistics.roundTrips;
    await session.evolve(Raster.zeros(900, 16));
    expect(session.statistics.roundTrips - before).toBe(1);
    await session.close();
  });
});
