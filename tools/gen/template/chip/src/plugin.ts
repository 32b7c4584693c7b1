import type { DevicePlugin } from '@xylopipe/core';
import { xyloPlugin } from '@xylopipe/xylo-common';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { limits } from './limits.js';

/** My Chip: maps and simulates. */
export const myChip: DevicePlugin = xyloPlugin({
  limits,
  boards: [],
  simulator: simulatorDeployer,
});
