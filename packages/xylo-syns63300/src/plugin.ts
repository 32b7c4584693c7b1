import type { DevicePlugin } from '@xylopipe/core';
import { xyloPlugin } from '@xylopipe/xylo-common';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { costs } from './costs.js';
import { limits } from './limits.js';
import { memories } from './memories.js';
import { registers } from './registers.js';

/** Xylo IMU: maps and simulates. */
export const syns63300: DevicePlugin = xyloPlugin({
  limits,
  boards: [{ deviceTypeName: 'XyloImuTestBoard', minFirmware: { fxtree: '0.11.5', unifirm: '1.1.3' } }],
  simulator: simulatorDeployer,
  costs,
  maps: { registers: [registers], memories },
});
