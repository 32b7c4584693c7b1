import type { DevicePlugin } from '@xylopipe/core';
import { xyloPlugin } from '@xylopipe/xylo-common';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { limits } from './limits.js';
import { oneSignPerNeuron } from './one-sign-per-neuron.js';

/** Dale: maps and simulates. */
export const dale: DevicePlugin = xyloPlugin({
  limits,
  boards: [],
  simulator: simulatorDeployer,
  designRules: [oneSignPerNeuron],
});
