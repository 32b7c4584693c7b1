import type { DevicePlugin } from '@xylopipe/core';
import { xyloPlugin } from '@xylopipe/xylo-common';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { costs } from './costs.js';
import { limits } from './limits.js';
import { memories } from './memories.js';
import { registers } from './registers.js';

/** The first Xylo, "Pollen": maps and simulates. */
export const syns61300: DevicePlugin = xyloPlugin({
  limits,
  // No firmware of theirs is known to be too old.
  boards: [{ deviceTypeName: 'XyloDevKit' }, { deviceTypeName: 'XyloTestBoard' }],
  simulator: simulatorDeployer,
  costs,
  maps: { registers: [registers], memories },
});
