import { OUTPUT_SIGNALS, type OutputMode, SIGNAL_NAMES, type SignalName } from '../artifacts/evolution.js';

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
