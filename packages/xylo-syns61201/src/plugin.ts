import type { DevicePlugin } from '@xylopipe/core';
import { xyloPlugin } from '@xylopipe/xylo-common';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { costs } from './costs.js';
import { limits } from './limits.js';
import { memories } from './memories.js';
import { frontEndRegisters, registers } from './registers.js';

/** Xylo Audio 2: maps and simulates. */
export const syns61201: DevicePlugin = xyloPlugin({
  limits,
  boards: [{ deviceTypeName: 'XyloA2TestBoard', minFirmware: { fxtree: '0.11.5', unifirm: '1.1.3' } }],
  simulator: simulatorDeployer,
  costs,
  maps: { registers: [registers, frontEndRegisters], memories },
});
