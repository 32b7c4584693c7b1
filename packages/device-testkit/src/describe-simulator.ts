import { type Deployer, deviceConfigFromSpec, outputOf, Raster } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import type { DeviceUnderTest } from './device-under-test.js';
import { quantizeFor } from './samples.js';

/** The way of a network to the simulator, and what the simulator takes. */
export function describeSimulator(subject: DeviceUnderTest, simulator: Deployer): void {
  const { limits } = subject;
  const busy = Raster.fromNested(Array.from({ length: 4 }, () => [limits.maxSpikes.input, limits.maxSpikes.input]));

  describe('the simulator', () => {
    it('spikes when a network comes all the way from its graph', async () => {
      const spec = quantizeFor(subject, subject.map().value);
      const session = await simulator.deploy(subject.device.configurator.configure(spec).value);
      const evolution = await session.evolve(busy);
      await session.close();
      expect([session.kind, evolution.chipId, evolution.steps]).toEqual(['simulator', subject.chipId, 4]);
      expect(outputOf(evolution).data.some((count) => count > 0)).toBe(true);
    });

    it('takes a configuration that the chip could not hold', async () => {
      const spec = subject.spec({ inputs: limits.inputChannels + 1 });
      const session = await simulator.deploy(deviceConfigFromSpec(spec));
      const evolution = await session.evolve(Raster.zeros(2, limits.inputChannels + 1));
      await session.close();
      expect(evolution.steps).toBe(2);
    });
  });
}
