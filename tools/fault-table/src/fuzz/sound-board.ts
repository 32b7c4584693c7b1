import { isDeepStrictEqual } from 'node:util';
import type { ChipLimits, Deployer, DeviceConfig } from '@xylopipe/core';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { probe } from '../truth.js';

/** Deploys and evolves. @returns what is not as in the simulator */
export async function evolvesAsItShould(
  driver: Deployer,
  limits: ChipLimits,
  config: DeviceConfig,
): Promise<readonly string[]> {
  const input = probe(config);
  const results = [driver, simulatorDeployer(limits)].map(async (deployer) => {
    const session = await deployer.deploy(config);
    const evolution = await session.evolve(input, { record: true });
    await session.close();
    return evolution;
  });
  try {
    const [measured, truth] = await Promise.all(results);
    return isDeepStrictEqual(measured, truth) ? [] : ['what evolves afterwards is not as in the simulator'];
  } catch (error) {
    return [`nothing evolves afterwards: ${String(error)}`];
  }
}
