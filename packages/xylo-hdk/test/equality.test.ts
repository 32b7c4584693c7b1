import type { DeviceSession, Evolution, Raster } from '@xylopipe/core';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boardWith, driverFor, plugins } from './boards.js';
import { configOf, inputOf, networkPlans } from './random-config.js';

const STEPS = 24;

/** What a session answers to an input in two parts, all states recorded. */
async function runOf(session: DeviceSession, input: Raster): Promise<readonly Evolution[]> {
  try {
    const first = await session.evolve(input.slice(0, 9), { record: true });
    return [first, await session.evolve(input.slice(9), { record: true })];
  } finally {
    await session.close();
  }
}

describe.each(plugins)('random networks on $chipId', ({ chipId, limits }) => {
  const simulator = simulatorDeployer(limits, { core: 'reference' });

  it('are the same on the emulated board as in the reference simulator, every state of them', async () => {
    let spikes = 0;
    await fc.assert(
      fc.asyncProperty(networkPlans(limits), async (plan) => {
        const config = configOf(plan, limits);
        const input = inputOf(plan, STEPS);
        const board = await driverFor(chipId, () => boardWith(chipId)).deploy(config);
        const measured = await runOf(board, input);
        expect(measured).toEqual(await runOf(await simulator.deploy(config), input));
        spikes += measured[1]!.signals.spikesHidden!.data.reduce((sum, n) => sum + n, 0);
      }),
      { numRuns: 60 },
    );
    expect(spikes).toBeGreaterThan(0);
  }, 60_000);

  it('step by step in manual mode as well', async () => {
    await fc.assert(
      fc.asyncProperty(networkPlans(limits, 12), async (plan) => {
        const config = configOf(plan, limits);
        const input = inputOf(plan, 6);
        const board = await driverFor(chipId, () => boardWith(chipId)).deploy(config);
        const whole = await (await simulator.deploy(config)).evolve(input, { record: true });
        for (let step = 0; step < input.steps; step++) {
          const { signals } = await board.step(input.step(step), { record: true });
          for (const [name, signal] of Object.entries(signals)) {
            const { shape, data } = whole.signals[name as keyof typeof signals]!;
            const width = shape[1]!;
            expect(signal.data, name).toEqual(data.slice(step * width, (step + 1) * width));
          }
        }
        await board.close();
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});
