import {
  type BoardType,
  bind,
  CHIP_LIMITS,
  type ChipLimits,
  type Deployer,
  type DevicePlugin,
  defineDevicePlugin,
  PLUGIN_API_VERSION,
  SIGNAL_NAMES,
  SIMULATOR,
} from '@xylopipe/core';
import { CHIP_COSTS, type ChipCosts, noCosts } from './estimate/chip-costs.js';
import { xyloParts } from './parts.js';

/** What one Xylo has of its own. */
export interface XyloMember {
  readonly limits: ChipLimits;
  /** Boards that carry it, as they announce themselves; empty where they are not public. */
  readonly boards: readonly BoardType[];
  /** Makes what opens simulators of the chip, from its limits. */
  readonly simulator: (limits: ChipLimits) => Deployer;
  /** What running networks costs; default: nothing is known of it. */
  readonly costs?: ChipCosts | undefined;
}

/** The plugin of one Xylo: the parts of the family, with the limits of the chip. Maps and simulates. */
export const xyloPlugin = ({ limits, boards, simulator, costs = noCosts(limits.chipId) }: XyloMember): DevicePlugin =>
  defineDevicePlugin({
    apiVersion: PLUGIN_API_VERSION,
    chipId: limits.chipId,
    limits,
    boards,
    // The simulator shows a second synapse on every chip, at 0 where there is none.
    capabilities: { record: SIGNAL_NAMES, outputs: ['spikes', 'vmem', 'isyn'], snapshot: true, hdk: false },
    providers: [
      ...xyloParts,
      bind(SIMULATOR, { useFactory: (parts) => simulator(parts.resolve(CHIP_LIMITS)) }),
      bind(CHIP_COSTS, { useValue: costs }),
    ],
  });
