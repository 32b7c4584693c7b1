import { Raster } from '@xylopipe/core';
import type { HdkSession } from '@xylopipe/xylo-hdk';
import { describe, expect, it } from 'vitest';
import { createRegistry } from '../src/index.js';
import { deployTarget } from '../src/node/index.js';
import { randomNetwork } from '../src/selftest/random-network.js';
import { chipAt } from '../src/targets/deploy-target.js';
import { standInFor, whyNoStandIn } from './samna-stand-in.js';

const STEPS = 12;
const OF_READOUTS = ['spikesOut', 'vmemOut', 'isyn2'];

describe.skipIf(whyNoStandIn)(
  `single steps over samna${whyNoStandIn === undefined ? '' : `: ${whyNoStandIn}`}`,
  { timeout: 60_000 },
  () => {
    it.each([
      // Here the memories are read, of which it is public where they are.
      ['syns61201', 'XyloA2TestBoard', ['spikesOut', 'vmemOut', 'vmem', 'isyn', 'isyn2', 'spikesHidden']],
      ['syns63300', 'XyloImuTestBoard', OF_READOUTS],
      ['syns65302', 'XyloAudio3TestBoard', OF_READOUTS],
    ] as const)(
      'on %s go on from evolutions, and evolutions from them, as in the simulator',
      async (chip, type, told) => {
        standInFor({ type });
        const registry = createRegistry();
        const { limits, simulator } = registry.get(chip);
        const { config, input } = randomNetwork({ ...limits, synapsesPerHidden: chip === 'syns61201' ? 2 : 1 }, 3);
        const session = (await chipAt(registry, chip, deployTarget('samna')).deployer.deploy(config)) as HdkSession;
        const simulated = await simulator.deploy(config);
        const raster = new Raster(STEPS, input.channels, input.counts.slice(0, STEPS * input.channels));
        const step = async (): Promise<void> => {
          for (let at = 0; at < raster.steps; at++) {
            const counts = raster.step(at);
            const { signals } = await session.step(counts, { record: true });
            const expected = await simulated.evolve(new Raster(1, counts.length, counts), { record: true });
            const wanted = Object.entries(expected.signals).filter(([name]) => told.some((one) => one === name));
            expect(wanted).toHaveLength(told.length);
            expect(signals).toEqual(Object.fromEntries(wanted));
          }
        };
        await step();
        const evolved = await session.evolve(raster, { record: { vmem: true } });
        expect(evolved.signals.vmem).toEqual((await simulated.evolve(raster, { record: true })).signals.vmem);
        await step();
        await session.resetState();
        await simulated.resetState();
        await step();
        await session.close();
      },
    );
  },
);
