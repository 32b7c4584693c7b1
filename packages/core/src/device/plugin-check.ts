import { OUTPUT_SIGNALS, type OutputMode, SIGNAL_NAMES } from '../artifacts/evolution.js';
import { type Issue, issueUnder } from '../issues/issue.js';
import { type Capability, type DeviceCapabilities, missingCapabilities } from './capabilities.js';
import { CHIP_ID_KIND, checkLimits, FLAG, oneOf, TEXT } from './limits-check.js';
import type { DevicePlugin } from './plugin.js';
import { checkProviders, tokensIn } from './provider-check.js';
import { checkShape, isRecord, type Kind, notA, problem, type Shape, shown } from './shape.js';
import { HDK_DRIVER } from './token.js';

/** Version of the plugin contract that this package understands. */
export const PLUGIN_API_VERSION = 1;

const OUTPUT_MODES = Object.keys(OUTPUT_SIGNALS) as readonly OutputMode[];

/** Looked at by a check of its own. */
const anything = (limit: string): Kind => ({ limit, is: () => true });

const LIST: Kind = { limit: 'a list', is: Array.isArray };

const PLUGIN = {
  apiVersion: { limit: `${PLUGIN_API_VERSION}`, is: (value) => value === PLUGIN_API_VERSION },
  chipId: CHIP_ID_KIND,
  limits: anything('what defineLimits gives'),
  boards: { ...LIST, hint: 'list the boards that carry the chip, or give an empty list' },
  capabilities: anything('what the device can do'),
  providers: LIST,
} as const satisfies Record<keyof DevicePlugin, Kind>;

const BOARD: Shape = {
  deviceTypeName: TEXT,
  minFirmware: {
    limit: 'an object of versions by part',
    is: (value) => isRecord(value) && Object.values(value).every(TEXT.is),
    optional: true,
  },
};

const CAPABILITIES = {
  record: LIST,
  outputs: LIST,
  snapshot: FLAG,
  hdk: FLAG,
  missing: { limit: 'an object of reasons by capability', is: isRecord, optional: true },
} as const satisfies Record<keyof DeviceCapabilities, Kind>;

/** Everything that keeps a value from being a device plugin, whatever the value is. Of another API version nothing but that is said. */
export function checkPlugin(plugin: unknown): readonly Issue[] {
  if (isRecord(plugin) && isOtherVersion(plugin.apiVersion)) return [otherVersion(plugin.apiVersion)];
  const issues = checkShape(plugin, PLUGIN);
  if (!isRecord(plugin)) return issues;
  const { chipId, limits, boards, capabilities, providers } = plugin;
  const parts: readonly (readonly [key: string, value: unknown, check: (value: never) => readonly Issue[]])[] = [
    ['limits', limits, checkLimits],
    ['boards', boards, checkBoards],
    ['capabilities', capabilities, checkCapabilities],
    ['providers', providers, checkProviders],
  ];
  const found = parts
    .filter(([, value]) => value !== undefined)
    .flatMap(([key, value, check]) => check(value as never).map((issue) => issueUnder([key], issue)));
  return [...issues, ...found, ...checkSameChip(chipId, limits), ...checkDriver(capabilities, providers)];
}

const isOtherVersion = (version: unknown): version is number =>
  Number.isInteger(version) && version !== PLUGIN_API_VERSION;

const otherVersion = (version: number): Issue =>
  problem('API_VERSION', ['apiVersion'], `apiVersion is ${version}, this package understands ${PLUGIN_API_VERSION}`, {
    measured: version,
    limit: PLUGIN_API_VERSION,
    hint:
      version > PLUGIN_API_VERSION
        ? 'update Xylopipe, or take an older release of the plugin'
        : 'take a newer release of the plugin',
  });

/** The limits say of themselves which chip they are of. */
function checkSameChip(chipId: unknown, limits: unknown): readonly Issue[] {
  if (!isRecord(limits) || limits.chipId === undefined || chipId === undefined || limits.chipId === chipId) return [];
  const said = { measured: shown(limits.chipId), limit: shown(chipId), hint: 'give plugin and limits the same id' };
  return [problem('PLUGIN_CONTRADICTS', ['limits', 'chipId'], `limits are those of ${limits.chipId}`, said)];
}

function checkDriver(capabilities: unknown, providers: unknown): readonly Issue[] {
  if (!isRecord(capabilities) || !FLAG.is(capabilities.hdk) || !Array.isArray(providers)) return [];
  const bound = tokensIn(providers).includes(HDK_DRIVER);
  if (capabilities.hdk === bound) return [];
  const message = `capabilities.hdk is ${capabilities.hdk}, but the driver is ${bound ? '' : 'not '}bound`;
  const hint = bound ? 'declare it' : 'bind HDK_DRIVER, or say in capabilities.missing.hdk why there is none';
  return [problem('PLUGIN_CONTRADICTS', ['capabilities', 'hdk'], message, { hint })];
}

function checkBoards(boards: unknown): readonly Issue[] {
  if (!Array.isArray(boards)) return [];
  const dense: readonly unknown[] = [...boards];
  const names = dense.map((board) => (isRecord(board) ? board.deviceTypeName : undefined));
  return dense.flatMap((board, i) => {
    const issues = checkShape(board, BOARD).map((issue) => issueUnder([i], issue));
    return issues.length > 0 ? issues : checkOnce(names, i).map((issue) => issueUnder([i, 'deviceTypeName'], issue));
  });
}

function checkCapabilities(capabilities: unknown): readonly Issue[] {
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

function checkOnce(list: readonly unknown[], i: number): readonly Issue[] {
  if (list.indexOf(list[i]) === i) return [];
  return [
    problem('PLUGIN_CONTRADICTS', [], 'this is listed already', { measured: shown(list[i]), hint: 'list it once' }),
  ];
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
        problem('UNKNOWN_KEY', at, `"${key}" names no capability`, {
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
