import {
  bind,
  CHIP_LIMITS,
  type DevicePlugin,
  defineDevicePlugin,
  PLUGIN_API_VERSION,
  SIGNAL_NAMES,
  SIMULATOR,
} from '@xylopipe/core';
import { xyloParts } from '@xylopipe/xylo-common';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { limits } from './limits.js';

/** Xylo Audio 2: maps and simulates. */
export const syns61201: DevicePlugin = defineDevicePlugin({
  apiVersion: PLUGIN_API_VERSION,
  chipId: limits.chipId,
  limits,
  boards: [{ deviceTypeName: 'XyloA2TestBoard', minFirmware: { fxtree: '0.11.5', unifirm: '1.1.3' } }],
  capabilities: { record: SIGNAL_NAMES, outputs: ['spikes', 'vmem', 'isyn'], snapshot: true, hdk: false },
  providers: [...xyloParts, bind(SIMULATOR, { useFactory: (parts) => simulatorDeployer(parts.resolve(CHIP_LIMITS)) })],
});
