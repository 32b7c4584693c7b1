import { OUTPUT_SIGNALS, type OutputMode, SIGNAL_NAMES, type SignalName } from '../artifacts/evolution.js';
import { XylopipeError } from '../issues/error.js';
import type { ChipLimits } from './limits.js';
import { CONFIGURATOR, HDK_DRIVER, MAPPER, SIMULATOR, type Token, VALIDATOR } from './token.js';

/** Version of the plugin contract that this package understands. */
export const PLUGIN_API_VERSION = 1;

/** Gives a part the other parts of its device. */
export interface PartResolver {
  /** Throws `NO_SUCH_PART` for a token that the device does not bind. */
  resolve<T>(token: Token<T>): T;
}

/** How a part of a device comes to be: a value, a factory that may ask for other parts, or a class with `@inject`ed parameters. */
export type Provider<T> =
  | { readonly useValue: T }
  | { readonly useFactory: (parts: PartResolver) => T }
  | { readonly useClass: new (...args: never[]) => T };

/** A token with what provides it. */
export interface Binding<T = unknown> {
  readonly token: Token<T>;
  readonly provider: Provider<T>;
}

/** Binds a token, checking that the provider makes the right part. */
export const bind = <T>(token: Token<T>, provider: Provider<T>): Binding<T> => ({ token, provider });

/** What a device can do besides what every device must. */
export interface DeviceCapabilities {
  /** Signals that can be recorded. */
  readonly record: readonly SignalName[];
  readonly outputs: readonly OutputMode[];
  /** Whether sessions have `snapshot` and `restore`. */
  readonly snapshot: boolean;
  /** Whether `HDK_DRIVER` is bound. */
  readonly hdk: boolean;
  /** Why the device has not what it has not, in a sentence: shown to users, demanded by the conformance kit. Default: nothing said. */
  readonly missing?: Readonly<Partial<Record<Capability, string>>> | undefined;
}

/** Names one thing that a device can have or not. */
export type Capability = `record.${SignalName}` | `outputs.${OutputMode}` | 'snapshot' | 'hdk';

/** Everything that a device has not. */
export function missingCapabilities({ record, outputs, snapshot, hdk }: DeviceCapabilities): readonly Capability[] {
  return [
    ...SIGNAL_NAMES.filter((signal) => !record.includes(signal)).map((signal) => `record.${signal}` as const),
    ...(Object.keys(OUTPUT_SIGNALS) as OutputMode[])
      .filter((mode) => !outputs.includes(mode))
      .map((mode) => `outputs.${mode}` as const),
    ...(snapshot ? [] : (['snapshot'] as const)),
    ...(hdk ? [] : (['hdk'] as const)),
  ];
}

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

const REQUIRED = [MAPPER, CONFIGURATOR, VALIDATOR, SIMULATOR];

/** Checks and freezes a plugin. Throws `PLUGIN_INVALID` where a part is missing or the declarations disagree. */
export function defineDevicePlugin(plugin: DevicePlugin): DevicePlugin {
  const bound = new Set<symbol>(plugin.providers.map((b) => b.token));
  const faults: string[] = [];
  if (plugin.apiVersion !== PLUGIN_API_VERSION)
    faults.push(`apiVersion is ${plugin.apiVersion}, this package understands ${PLUGIN_API_VERSION}`);
  if (plugin.limits.chipId !== plugin.chipId) faults.push(`limits are those of ${plugin.limits.chipId}`);
  if (bound.size !== plugin.providers.length) faults.push('a token is bound twice');
  for (const token of REQUIRED) if (!bound.has(token)) faults.push(`${nameOf(token)} is not bound`);
  if (plugin.capabilities.hdk !== bound.has(HDK_DRIVER)) {
    faults.push(
      `capabilities.hdk is ${plugin.capabilities.hdk}, but the driver is ${bound.has(HDK_DRIVER) ? '' : 'not '}bound`,
    );
  }
  if (faults.length > 0) throw new XylopipeError('PLUGIN_INVALID', faults.join('; '), { who: plugin.chipId });
  return Object.freeze({ ...plugin, providers: Object.freeze([...plugin.providers]) });
}

/** The readable name of a token, e.g. `Mapper`. */
export const nameOf = (token: Token<unknown>): string => (token.description ?? 'part').replace(/^xylopipe\./, '');
