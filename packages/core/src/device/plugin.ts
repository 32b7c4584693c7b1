import { isXylopipeError, XylopipeError, type XylopipeErrorOptions } from '../issues/error.js';
import { reasonOf } from '../issues/reason.js';
import type { DeviceCapabilities } from './capabilities.js';
import { frozen } from './frozen.js';
import type { ChipLimits } from './limits.js';
import { checkPlugin, type PLUGIN_API_VERSION } from './plugin-check.js';
import { type Binding, frozenBinding } from './provider.js';
import { nameIn } from './shape.js';

/** A board that carries the chip, as it announces itself. */
export interface BoardType {
  readonly deviceTypeName: string;
  /** Oldest firmware that works, by the name of its part. */
  readonly minFirmware?: Readonly<Record<string, string>> | undefined;
}

/** A device: data, and the parts that make it work. Importing one does nothing; `DeviceRegistry.add` does. */
export interface DevicePlugin {
  readonly apiVersion: typeof PLUGIN_API_VERSION;
  readonly chipId: string;
  readonly limits: ChipLimits;
  readonly boards: readonly BoardType[];
  readonly capabilities: DeviceCapabilities;
  readonly providers: readonly Binding[];
}

/**
 * Checks a plugin, its limits included, and freezes it at every level but for the parts that it brings. Looks at everything,
 * as it may come out of anybody's module.
 * @throws PLUGIN_INVALID with all that is missing, unknown or of another kind, and all that contradicts something else. Of a
 * plugin of another API version nothing but that is said.
 */
export function defineDevicePlugin(plugin: DevicePlugin): DevicePlugin {
  try {
    const issues = checkPlugin(plugin);
    if (issues.length === 0) return frozenPlugin(plugin);
    throw invalid(`${issues.length} problem${issues.length === 1 ? '' : 's'}`, plugin, { issues });
  } catch (error) {
    if (isXylopipeError(error)) throw error;
    throw invalid(`it cannot be read: ${reasonOf(error)}`, plugin, { cause: error });
  }
}

const frozenPlugin = (plugin: DevicePlugin): DevicePlugin =>
  Object.freeze({
    ...plugin,
    limits: frozen(plugin.limits),
    boards: frozen(plugin.boards),
    capabilities: frozen(plugin.capabilities),
    providers: Object.freeze(plugin.providers.map(frozenBinding)),
  });

const invalid = (reason: string, plugin: unknown, options: XylopipeErrorOptions): XylopipeError =>
  new XylopipeError('PLUGIN_INVALID', `not a valid device plugin: ${reason}`, {
    ...options,
    who: nameOfPlugin(plugin),
  });

/** Looks at what may refuse to be looked at. */
function nameOfPlugin(plugin: unknown): string {
  const nobody = 'a plugin without an id';
  try {
    return nameIn(plugin, nobody);
  } catch {
    return nobody;
  }
}
