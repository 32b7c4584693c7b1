import type { Device } from '@xylopipe/core/registry';
import { isSimulatorDeployer } from '@xylopipe/xylo-sim';

/** Whether `XyloSimulator` simulates a chip, so that what it computes and counts is true of it; not where that cannot be told. */
export function isSimulatedByXylo(device: Device): boolean {
  try {
    return isSimulatorDeployer(device.simulator);
  } catch {
    // The part cannot be made, and a board does without.
    return false;
  }
}
