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
import type { DesignRule } from './design-rules/design-rule.js';
import { CHIP_COSTS, type ChipCosts, noCosts } from './estimate/chip-costs.js';
import { defineCosts } from './estimate/define-costs.js';
import { CHIP_MAPS, type ChipMaps } from './maps/chip-maps.js';
import { xyloPartsWith } from './parts.js';

/** What one Xylo has of its own. */
export interface XyloMember {
  readonly limits: ChipLimits;
  /** Boards that carry it, as they announce themselves; empty where they are not public. */
  readonly boards: readonly BoardType[];
  /** Makes what opens simulators of the chip, from its limits. */
  readonly simulator: (limits: ChipLimits) => Deployer;
  /** What running networks costs; default: nothing is known of it. */
  readonly costs?: ChipCosts | undefined;
  /** Its registers and memories; default: there are no maps of them. */
  readonly maps?: ChipMaps | undefined;
  /** Design rules besides those of the family; default: none. */
  readonly designRules?: readonly DesignRule[] | undefined;
}

/**
 * The plugin of one Xylo: the parts of the family, with the limits of the chip. Maps and simulates.
 * @throws PLUGIN_INVALID with all that is missing or contradicts something else, COSTS_INVALID for costs that are none
 */
export function xyloPlugin(member: XyloMember): DevicePlugin {
  // Who writes plain JavaScript may have left out anything: the check of the plugin says what.
  const { limits, boards, simulator, costs, maps = { registers: [] }, designRules = [] } = member ?? ({} as XyloMember);
  const chipId = limits?.chipId;
  return defineDevicePlugin({
    apiVersion: PLUGIN_API_VERSION,
    chipId,
    limits,
    boards,
    // The simulator shows a second synapse on every chip, at 0 where there is none.
    capabilities: {
      record: SIGNAL_NAMES,
      outputs: ['spikes', 'vmem', 'isyn'],
      snapshot: true,
      hdk: false,
      missing: { hdk: 'this plugin maps and simulates; it brings no driver of boards' },
    },
    providers: [
      ...xyloPartsWith(designRules),
      bind(SIMULATOR, { useFactory: (parts) => simulator(parts.resolve(CHIP_LIMITS)) }),
      bind(CHIP_COSTS, { useValue: costs === undefined ? noCosts(chipId) : defineCosts(costs) }),
      bind(CHIP_MAPS, { useValue: maps }),
    ],
  });
}
