import type { DevicePlugin } from '@xylopipe/core';
import { xyloPlugin } from '@xylopipe/xylo-common';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { costs } from './costs.js';
import { limits } from './limits.js';
import { memories } from './memories.js';
import { registers } from './registers.js';

/** Xylo Audio 1: maps and simulates. */
export const syns65300: DevicePlugin = xyloPlugin({
  limits,
  // Not known for sure: the boards of SYNS61300 may carry it, and announce themselves alike.
  boards: [],
  simulator: simulatorDeployer,
  costs,
  maps: { registers: [registers], memories },
});
