import { XylopipeError } from '../issues/error.js';
import type { DeviceCapabilities } from './capabilities.js';
import type { Configurator, Deployer, Mapper, Validator } from './contract.js';
import type { ChipLimits } from './limits.js';
import { partsOf } from './parts.js';
import type { DevicePlugin } from './plugin.js';
import { type Binding, bind, type PartResolver } from './provider.js';
import { CHIP_LIMITS, CONFIGURATOR, HDK_DRIVER, MAPPER, SIMULATOR, VALIDATOR } from './token.js';

/**
 * A device with its parts, made on first use and then kept. Asking for one throws `PART_FAILED` where it cannot be made, with
 * what was thrown as its cause; the other parts work on, and the next ask tries again.
 */
export interface Device extends PartResolver {
  readonly chipId: string;
  readonly limits: ChipLimits;
  readonly capabilities: DeviceCapabilities;
  readonly mapper: Mapper;
  readonly configurator: Configurator;
  readonly validator: Validator;
  readonly simulator: Deployer;
  /** Throws `NO_DRIVER` on a device without one; ask `capabilities.hdk` first. */
  readonly hdkDriver: Deployer;
}

/** Puts a device together: its parts are those of the plugin, but for those that are replaced. */
export function createDevice(plugin: DevicePlugin, overrides: readonly Binding[]): Device {
  const { chipId, limits, capabilities } = plugin;
  const replaced = new Set<symbol>(overrides.map((b) => b.token));
  const own = plugin.providers.filter((b) => !replaced.has(b.token));
  const { resolve } = partsOf(chipId, [bind(CHIP_LIMITS, { useValue: limits }) as Binding, ...own, ...overrides]);
  return {
    chipId,
    limits,
    capabilities,
    resolve,
    get mapper() {
      return resolve(MAPPER);
    },
    get configurator() {
      return resolve(CONFIGURATOR);
    },
    get validator() {
      return resolve(VALIDATOR);
    },
    get simulator() {
      return resolve(SIMULATOR);
    },
    get hdkDriver() {
      if (capabilities.hdk) return resolve(HDK_DRIVER);
      const reason = capabilities.missing?.hdk;
      throw new XylopipeError('NO_DRIVER', `this device has no hardware driver${reason ? `: ${reason}` : ''}`, {
        who: chipId,
        hint: "add the device's plugin with its driver (subpath ./driver), or deploy to the simulator",
      });
    },
  };
}
