import type { Deployer, DeviceConfig, Raster } from '@xylopipe/core';
import { type Score, Tally, type Yardstick } from '@xylopipe/tune';

/** What to evolve, and how to judge it. */
export interface SessionJob {
  readonly rasters: readonly Raster[];
  readonly judge: Yardstick;
  readonly signal: AbortSignal | undefined;
}

/** The score of a configuration on a simulator, or any other deployer, that is known by its contract only. */
export async function scoreInSession(
  deployer: Deployer,
  config: DeviceConfig,
  { rasters, judge, signal }: SessionJob,
): Promise<Score> {
  const tally = new Tally(judge);
  const session = await deployer.deploy(config, { signal });
  try {
    for (const raster of rasters) {
      await session.resetState();
      tally.add(await session.evolve(raster, { record: ['spikesHidden'], signal }));
    }
  } finally {
    await session.close();
  }
  return tally.score();
}
