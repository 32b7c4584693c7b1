import { isXylopipeError, refuseOnErrors, XylopipeError } from '../issues/error.js';
import { type Issue, issueUnder } from '../issues/issue.js';
import { reasonOf } from '../issues/reason.js';
import { createDevice, type Device } from './device.js';
import { noSuchPart } from './parts.js';
import { type DevicePlugin, defineDevicePlugin } from './plugin.js';
import { type Binding, bind, frozenBinding, type Provider } from './provider.js';
import { checkProvider } from './provider-check.js';
import { isRecord, shown } from './shape.js';
import { nameOf, type Token } from './token.js';

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
   * `addAll` gives them, and their errors as its cause. `PLUGIN_INVALID` also for what is no list.
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
   * @throws PLUGIN_INVALID for what is no list
   */
  addAll(plugins: readonly unknown[]): readonly Issue[] {
    return this.#addSound(plugins).flatMap(issuesOf);
  }

  /**
   * Replaces one part of one device. Devices got before keep their parts, other devices and registries do not notice.
   * @throws UNKNOWN_CHIP, NO_SUCH_PART for a token that the device does not bind, PROVIDER_INVALID for what is no provider.
   */
  override<T>(chipId: string, token: Token<T>, provider: Provider<T>): this {
    const { plugin, overrides } = this.#entry(chipId);
    if (!plugin.providers.some((b) => b.token === token)) throw noSuchPart(chipId, token);
    refuseOnErrors(checkProvider(provider), 'PROVIDER_INVALID', `this cannot provide ${nameOf(token)}`, {
      who: chipId,
    });
    const binding = frozenBinding(bind(token, provider)) as Binding;
    this.#set(plugin, [...overrides.filter((b) => b.token !== token), binding]);
    return this;
  }

  /** Another registry with the same devices and overrides: what is added or overridden in one, the other does not notice. */
  copy(): DeviceRegistry {
    const copy = new DeviceRegistry();
    for (const { plugin, overrides } of this.#entries.values()) copy.#set(plugin, overrides);
    return copy;
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

  /**
   * The device whose plugin declares a board of this type.
   * @throws UNKNOWN_BOARD, listing the types that are declared, and AMBIGUOUS_BOARD, listing the chips, where more than one
   * can sit on such a board: it does not say which.
   */
  forBoard(board: BoardInfo): Device {
    const deviceTypeName = isRecord(board) ? board.deviceTypeName : undefined;
    const entries = [...this.#entries.values()];
    const found = entries.filter(({ plugin }) => plugin.boards.some((b) => b.deviceTypeName === deviceTypeName));
    const [only, ...more] = found;
    if (only === undefined) {
      const known = entries.flatMap(({ plugin }) => plugin.boards.map((b) => `${b.deviceTypeName} (${plugin.chipId})`));
      throw new XylopipeError(
        'UNKNOWN_BOARD',
        `no registered chip is for a board ${shown(deviceTypeName)}; have: ${known.join(', ') || 'none'}`,
      );
    }
    if (more.length === 0) return only.device;
    const candidates = found.map(({ plugin }) => `${plugin.chipId} (${plugin.limits.label})`);
    throw new XylopipeError(
      'AMBIGUOUS_BOARD',
      `a board ${shown(deviceTypeName)} can carry more than one registered chip: ${candidates.join(', ')}`,
      { hint: 'get the device by the id of the chip that is on it' },
    );
  }

  #addSound(plugins: readonly unknown[]): readonly Refusal[] {
    if (!Array.isArray(plugins)) {
      throw new XylopipeError('PLUGIN_INVALID', `plugins come as a list, this is ${shown(plugins)}`, {
        hint: 'give a list of plugins, e.g. [syns61201]',
      });
    }
    return [...plugins].flatMap((plugin, index): Refusal[] => {
      try {
        this.add(plugin as DevicePlugin);
        return [];
      } catch (error) {
        return [{ index, error: isXylopipeError(error) ? error : unreadable(error) }];
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

/** Of a plugin that is another each time it is looked at. */
const unreadable = (cause: unknown): XylopipeError =>
  new XylopipeError('PLUGIN_INVALID', `not a valid device plugin: it cannot be read: ${reasonOf(cause)}`, { cause });

/** The issues of a plugin that is not taken, or the error itself as one. */
function issuesOf({ index, error: { code, who, message, hint, issues } }: Refusal): readonly Issue[] {
  if (issues.length > 0)
    return issues.map((issue) => issueUnder([index], { ...issue, message: `${who}: ${issue.message}` }));
  const [reason = ''] = message.split('\n', 1);
  return [{ code, severity: 'error', at: [index], message: reason, ...(hint === undefined ? {} : { hint }) }];
}
