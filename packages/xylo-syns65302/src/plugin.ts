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

/** Xylo Audio 3: maps and simulates. */
export const syns65302: DevicePlugin = defineDevicePlugin({
  apiVersion: PLUGIN_API_VERSION,
  chipId: limits.chipId,
  limits,
  boards: [{ deviceTypeName: 'XyloAudio3TestBoard', minFirmware: { fxtree: '0.12.2', unifirm: '1.6.0' } }],
  capabilities: { record: SIGNAL_NAMES, outputs: ['spikes', 'vmem', 'isyn'], snapshot: true, hdk: false },
  providers: [...xyloParts, bind(SIMULATOR, { useFactory: (parts) => simulatorDeployer(parts.resolve(CHIP_LIMITS)) })],
});
