import { type DeviceSession, type Evolution, outputOf, type Raster, type SignalName, totalsOf } from '@xylopipe/core';
import type { Network } from '@xylopipe/nn';

/** The output with the most spikes; ties go to the lowest index. */
const mostSpikes = (totals: readonly number[]): number => totals.indexOf(Math.max(...totals));

/** The class that the float network gives an image. */
export function classifyFloat(network: Network, raster: Raster): number {
  network.resetState();
  return mostSpikes(network.evolve(raster).output.toRaster().totals());
}

/** The class that the chip gives an image, and what was recorded on the way. */
export async function classifyOnChip(
  session: DeviceSession,
  raster: Raster,
  record: boolean | readonly SignalName[],
): Promise<{ readonly predicted: number; readonly evolution: Evolution }> {
  await session.resetState();
  const evolution = await session.evolve(raster, { record });
  return { predicted: mostSpikes(totalsOf(outputOf(evolution))), evolution };
}
