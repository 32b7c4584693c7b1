import {
  type ChipLimits,
  type Deployer,
  type Issue,
  refuseOnErrors,
  throwIfAborted,
  XylopipeError,
} from '@xylopipe/core';
import { MAX_SPIKES } from './max-spikes.js';
import type { CoreChoice } from './open-core.js';
import { SimulatorSession } from './session.js';
import { XyloSimulator } from './simulator.js';

export interface SimulatorDeployerOptions {
  /** Which core evolves; all give the same bits. Default `auto`. */
  readonly core?: CoreChoice | undefined;
  /** Whether each evolution ends with warnings of what saturated, was cut, stayed silent or always fired. Default `false`. */
  readonly telemetry?: boolean | undefined;
}

/**
 * Opens simulators of one chip. `deploy` takes configurations that the chip could not hold as well, and rejects with
 * `CHIP_MISMATCH` for those of another chip and with `CONFIG_INVALID` for biases on a chip without.
 * @throws LIMITS_UNSUPPORTED for chips that take or emit other spikes per timestep than Xylo: 15, 31 and 1.
 */
export function simulatorDeployer(limits: ChipLimits, options?: SimulatorDeployerOptions): Deployer {
  refuseOtherSpikes(limits);
  const { chipId, updateRule } = limits;
  const { core, telemetry } = options ?? {};
  return {
    async deploy(config, options) {
      throwIfAborted(options?.signal, chipId);
      if (config.chipId !== chipId) {
        throw new XylopipeError('CHIP_MISMATCH', `the configuration is for ${config.chipId}`, {
          who: chipId,
          hint: `deploy it to ${config.chipId}, or configure it for ${chipId}`,
        });
      }
      return new SimulatorSession(XyloSimulator.from(config, { updateRule, core, telemetry }));
    },
  };
}

function refuseOtherSpikes({ chipId, maxSpikes }: ChipLimits): void {
  const issues = (['input', 'hidden', 'output'] as const).flatMap((group): Issue[] => {
    const [measured, limit] = [maxSpikes[group], MAX_SPIKES[group]];
    if (measured === limit) return [];
    const message = `the simulator takes up to ${limit} ${group} spikes per timestep, not ${measured}`;
    return [{ code: 'UNSUPPORTED', severity: 'error', at: ['maxSpikes', group], measured, limit, message }];
  });
  refuseOnErrors(issues, 'LIMITS_UNSUPPORTED', 'this chip cannot be simulated', {
    who: chipId,
    hint: 'give it a simulator of its own',
  });
}
