import { type ChipLimits, type Deployer, throwIfAborted, XylopipeError } from '@xylopipe/core';
import { refuseOtherArithmetic } from './limits-check.js';
import type { CoreChoice } from './open-core.js';
import { SimulatorSession } from './session.js';
import { XyloSimulator } from './simulator.js';

export interface SimulatorDeployerOptions {
  /** Which core evolves; all give the same bits. Default `auto`. */
  readonly core?: CoreChoice | undefined;
  /** Whether each evolution ends with warnings of what saturated, was cut, stayed silent or always fired. Default `false`. */
  readonly telemetry?: boolean | undefined;
}

/** Opens simulators of Xylo's arithmetic, and can be told how. */
export interface SimulatorDeployer extends Deployer {
  /**
   * The same simulator with other options; those that are not given stay. A copy or a wrapper has no such method, as it may
   * simulate in another way.
   */
  withOptions(options: SimulatorDeployerOptions): SimulatorDeployer;
}

/** Whether a simulator takes options: a device may have one of its own, which does not. */
export const isSimulatorDeployer = (deployer: Deployer): deployer is SimulatorDeployer =>
  Object.hasOwn(deployer, 'withOptions') && typeof (deployer as SimulatorDeployer).withOptions === 'function';

/**
 * Opens simulators of one chip. `deploy` takes configurations that the chip could not hold as well, and rejects with
 * `CHIP_MISMATCH` for those of another chip and with `CONFIG_INVALID` for biases on a chip without.
 * @throws LIMITS_UNSUPPORTED for chips of another arithmetic than Xylo's: other spikes per timestep than 15, 31 and 1, other
 * states than those of 16 bits, wider weights, thresholds, biases, dashes or weight shifts than a configuration has.
 */
export function simulatorDeployer(limits: ChipLimits, options?: SimulatorDeployerOptions): SimulatorDeployer {
  refuseOtherArithmetic(limits);
  const { chipId, updateRule } = limits;
  const { core, telemetry } = options ?? {};
  const deployer: Deployer = {
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
  const withOptions: SimulatorDeployer['withOptions'] = (others) =>
    simulatorDeployer(limits, { core: others.core ?? core, telemetry: others.telemetry ?? telemetry });
  // Not enumerable: whoever spreads it into a simulator of his own does not take it along.
  return Object.defineProperty(deployer, 'withOptions', { value: withOptions }) as SimulatorDeployer;
}
