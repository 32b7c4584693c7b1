import type { DevicePlugin } from '@xylopipe/core';
import { xyloPlugin } from '@xylopipe/xylo-common';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { costs } from './costs.js';
import { limits } from './limits.js';
import { memories } from './memories.js';
import { registers } from './registers.js';

/** Xylo Audio 3: maps and simulates. */
export const syns65302: DevicePlugin = xyloPlugin({
  limits,
  boards: [{ deviceTypeName: 'XyloAudio3TestBoard', minFirmware: { fxtree: '0.12.2', unifirm: '1.6.0' } }],
  simulator: simulatorDeployer,
  costs,
  maps: { registers: [registers], memories },
});
