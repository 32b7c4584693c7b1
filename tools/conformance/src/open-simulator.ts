import type { DeviceConfig, UpdateRule } from '@xylopipe/core';
import { XyloSimulator } from '@xylopipe/xylo-sim';
import type { Context } from './context.js';

/** A simulator on the core that is to be judged. Throws if another one would evolve. */
export function openSimulator(
  config: DeviceConfig,
  { core }: Pick<Context, 'core'>,
  updateRule: UpdateRule = 'v2',
): XyloSimulator {
  const simulator = XyloSimulator.from(config, { updateRule, core });
  if (core !== 'auto' && simulator.core !== core)
    throw new Error(`the ${simulator.core} core evolves, not the ${core} one`);
  return simulator;
}
