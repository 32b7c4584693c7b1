import { container, type DependencyContainer, instanceCachingFactory, Lifecycle } from '../di.js';
import { isXylopipeError, XylopipeError } from '../issues/error.js';
import { type Issue, issueUnder } from '../issues/issue.js';
import type { Configurator, Deployer, Mapper, Validator } from './contract.js';
import type { ChipLimits } from './limits.js';
import {
  type Binding,
  bind,
  type DeviceCapabilities,
  type DevicePlugin,
  defineDevicePlugin,
  nameOf,
  type PartResolver,
  type Provider,
} from './plugin.js';
import { CHIP_LIMITS, CONFIGURATOR, HDK_DRIVER, MAPPER, SIMULATOR, type Token, VALIDATOR } from './token.js';

/** A device with its parts, made on first use and then kept. */
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

/** How a connected board announces itself. */
export interface BoardInfo {
  readonly deviceTypeName: string;
}

interface Entry {
  readonly plugin: DevicePlugin;
  readonly overrides: readonly Binding[];
  readonly device: Device;
}

/** A plugin that is not taken, by its place in a list. */
interface Refusal {
  readonly index: number;
  readonly error: XylopipeError;
}

/** The devices that one program knows, by chip id. An instance, never a global: two registries do not see each other. */
export class DeviceRegistry {
  readonly #entries = new Map<string, Entry>();

  /**
   * Throws the error of the plugin that cannot be added; of several, one `PLUGIN_INVALID` that carries the issues of all, as
   * `addAll` gives them, and their errors as its cause.
   */
  constructor(plugins: readonly DevicePlugin[] = []) {
    const refusals = this.#addSound(plugins);
    if (refusals.length === 1) throw refusals[0]?.error;
    if (refusals.length > 1) {
      const who = refusals.map(({ error }) => error.who).join(', ');
      throw new XylopipeError(
        'PLUGIN_INVALID',
        `${refusals.length} of ${plugins.length} plugins cannot be added: ${who}`,
        {
          issues: refusals.flatMap(issuesOf),
          cause: new AggregateError(refusals.map(({ error }) => error)),
        },
      );
    }
  }

  /** Adds a device. Throws `PLUGIN_INVALID` with everything that is wrong with it, `DUPLICATE_CHIP` if its id is taken. */
  add(plugin: DevicePlugin): this {
    const sound = defineDevicePlugin(plugin);
    const taken = this.#entries.get(sound.chipId);
    if (taken !== undefined) {
      const message = `"${sound.limits.label}" has the chip id of "${taken.plugin.limits.label}", which is there already`;
      throw new XylopipeError('DUPLICATE_CHIP', `${message}; have: ${this.#have()}`, {
        who: sound.chipId,
        hint: 'give it an id of its own, or use override to replace a part of the device that is there',
      });
    }
    this.#set(sound, []);
    return this;
  }

  /**
   * Adds what is sound, whatever it may be that modules of others export, and leaves the rest out.
   * @returns what is wrong with those left out, an empty list if nothing: `at` begins with the place in `plugins`, messages
   * with the chip id.
   */
  addAll(plugins: readonly unknown[]): readonly Issue[] {
    return this.#addSound(plugins).flatMap(issuesOf);
  }

  /**
   * Replaces one part of one device. Devices got before keep their parts, other devices and registries do not notice.
   * @throws UNKNOWN_CHIP, and NO_SUCH_PART for a token that the device does not bind.
   */
  override<T>(chipId: string, token: Token<T>, provider: Provider<T>): this {
    const { plugin, overrides } = this.#entry(chipId);
    if (!plugin.providers.some((b) => b.token === token)) throw noSuchPart(chipId, token);
    this.#set(plugin, [...overrides.filter((b) => b.token !== token), bind(token, provider) as Binding]);
    return this;
  }

  /** The device of a chip. Throws `UNKNOWN_CHIP`, listing those that are there. */
  get(chipId: string): Device {
    return this.#entry(chipId).device;
  }

  has(chipId: string): boolean {
    return this.#entries.has(chipId);
  }

  /** All plugins, in the order they were added. */
  list(): readonly DevicePlugin[] {
    return [...this.#entries.values()].map((entry) => entry.plugin);
  }

  /** The device whose plugin declares a board of this type. Throws `UNKNOWN_BOARD`, listing the types that are declared. */
  forBoard({ deviceTypeName }: BoardInfo): Device {
    const entries = [...this.#entries.values()];
    const found = entries.find((entry) => entry.plugin.boards.some((b) => b.deviceTypeName === deviceTypeName));
    if (found !== undefined) return found.device;
    const known = entries.flatMap((entry) =>
      entry.plugin.boards.map((b) => `${b.deviceTypeName} (${entry.plugin.chipId})`),
    );
    throw new XylopipeError(
      'UNKNOWN_BOARD',
      `no registered chip is for a board "${deviceTypeName}"; have: ${known.join(', ') || 'none'}`,
    );
  }

  #addSound(plugins: readonly unknown[]): readonly Refusal[] {
    return plugins.flatMap((plugin, index): Refusal[] => {
      try {
        this.add(plugin as DevicePlugin);
        return [];
      } catch (error) {
        if (isXylopipeError(error)) return [{ index, error }];
        throw error;
      }
    });
  }

  #set(plugin: DevicePlugin, overrides: readonly Binding[]): void {
    this.#entries.set(plugin.chipId, { plugin, overrides, device: createDevice(plugin, overrides) });
  }

  #entry(chipId: string): Entry {
    const entry = this.#entries.get(chipId);
    if (entry !== undefined) return entry;
    throw new XylopipeError('UNKNOWN_CHIP', `there is no chip "${chipId}"; have: ${this.#have()}`, {
      hint: 'add its plugin to the registry, or check the id',
    });
  }

  #have(): string {
    return [...this.#entries.keys()].join(', ') || 'none';
  }
}

/** The issues of a plugin that is not taken, or the error itself as one. */
function issuesOf({ index, error: { code, who, message, hint, issues } }: Refusal): readonly Issue[] {
  if (issues.length > 0)
    return issues.map((issue) => issueUnder([index], { ...issue, message: `${who}: ${issue.message}` }));
  const [reason = ''] = message.split('\n', 1);
  return [{ code, severity: 'error', at: [index], message: reason, ...(hint === undefined ? {} : { hint }) }];
}

function createDevice(plugin: DevicePlugin, overrides: readonly Binding[]): Device {
  const { chipId, limits, capabilities } = plugin;
  const parts = container.createChildContainer();
  parts.register(CHIP_LIMITS, { useValue: limits });
  const replaced = new Set<symbol>(overrides.map((b) => b.token));
  for (const binding of plugin.providers) if (!replaced.has(binding.token)) register(parts, binding, chipId);
  for (const binding of overrides) register(parts, binding, chipId);
  const resolve = resolverOf(parts, chipId);
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

function register(parts: DependencyContainer, { token, provider }: Binding, chipId: string): void {
  if ('useValue' in provider) parts.register(token, { useValue: provider.useValue });
  else if ('useClass' in provider)
    parts.register(token, { useClass: provider.useClass }, { lifecycle: Lifecycle.ContainerScoped });
  else
    parts.register(token, {
      useFactory: instanceCachingFactory((c) => provider.useFactory({ resolve: resolverOf(c, chipId) })),
    });
}

const resolverOf =
  (parts: DependencyContainer, chipId: string) =>
  <T>(token: Token<T>): T => {
    if (!parts.isRegistered(token, true)) throw noSuchPart(chipId, token);
    return parts.resolve<T>(token);
  };

const noSuchPart = (chipId: string, token: Token<unknown>): XylopipeError =>
  new XylopipeError('NO_SUCH_PART', `this device does not bind ${nameOf(token)}`, { who: chipId });
