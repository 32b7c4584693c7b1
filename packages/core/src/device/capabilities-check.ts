import { OUTPUT_SIGNALS, type OutputMode, SIGNAL_NAMES } from '../artifacts/evolution.js';
import { type Issue, issueUnder } from '../issues/issue.js';
import { type Capability, type DeviceCapabilities, missingCapabilities } from './capabilities.js';
import { FLAG, type Kind, LIST, oneOf, TEXT } from './kind.js';
import { checkOnce, checkShape, isRecord, notA, problem } from './shape.js';

const OUTPUT_MODES = Object.keys(OUTPUT_SIGNALS) as readonly OutputMode[];

const CAPABILITIES = {
  record: LIST,
  outputs: LIST,
  snapshot: FLAG,
  hdk: FLAG,
  missing: { limit: 'an object of reasons by capability', is: isRecord, optional: true },
} as const satisfies Record<keyof DeviceCapabilities, Kind>;

/** Everything that keeps a value from being the capabilities of a device, whatever the value is. */
export function checkCapabilities(capabilities: unknown): readonly Issue[] {
  const issues = checkShape(capabilities, CAPABILITIES);
  if (!isRecord(capabilities)) return issues;
  const { record, outputs } = capabilities;
  const lists = [...checkNames('record', record, SIGNAL_NAMES), ...checkNames('outputs', outputs, OUTPUT_MODES)];
  const faults = [...issues, ...lists];
  return faults.some(({ at }) => at[0] !== 'missing')
    ? faults
    : [...faults, ...checkReasons(capabilities as unknown as DeviceCapabilities)];
}

function checkNames(key: string, list: unknown, names: readonly string[]): readonly Issue[] {
  if (!Array.isArray(list)) return [];
  const kind = oneOf(names);
  return [...list].flatMap((name, i) => {
    const faults = kind.is(name) ? checkOnce(list, i) : [notA(kind.limit, name)];
    return faults.map((issue) => issueUnder([key, i], issue));
  });
}

/** Reasons are given for what is missing, and for nothing else. */
function checkReasons(capabilities: DeviceCapabilities): readonly Issue[] {
  const { missing } = capabilities;
  if (!isRecord(missing)) return [];
  const lacking = missingCapabilities(capabilities);
  const all = missingCapabilities({ record: [], outputs: [], snapshot: false, hdk: false });
  return Object.entries(missing).flatMap(([key, reason]) => {
    const at = ['missing', key];
    if (!all.includes(key as Capability)) {
      return [
        problem('UNKNOWN_KEY', at, `${JSON.stringify(key)} names no capability`, {
          limit: all.join(', '),
          hint: 'check its spelling',
        }),
      ];
    }
    if (!lacking.includes(key as Capability)) {
      const hint = 'give reasons only for what the device has not';
      return [problem('PLUGIN_CONTRADICTS', at, 'this is said to be missing, but the device has it', { hint })];
    }
    return reason === undefined || TEXT.is(reason)
      ? []
      : [{ ...notA(TEXT.limit, reason, 'say in a sentence why'), at }];
  });
}
