import { type Issue, issueUnder } from '../issues/issue.js';
import { checkCapabilities } from './capabilities-check.js';
import { CHIP_ID, FLAG, type Kind, LIST, TEXT } from './kind.js';
import { checkLimits } from './limits-check.js';
import type { DevicePlugin } from './plugin.js';
import { checkProviders, tokensIn } from './provider-check.js';
import { checkOnce, checkShape, isRecord, problem, type Shape, shown } from './shape.js';
import { HDK_DRIVER } from './token.js';

/** Version of the plugin contract that this package understands. */
export const PLUGIN_API_VERSION = 1;

/** Looked at by a check of its own. */
const anything = (limit: string): Kind => ({ limit, is: () => true });

const PLUGIN = {
  apiVersion: { limit: `${PLUGIN_API_VERSION}`, is: (value) => value === PLUGIN_API_VERSION },
  chipId: CHIP_ID,
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
  const hint = bound
    ? 'set it to true, or do not bind HDK_DRIVER'
    : 'bind HDK_DRIVER, or say in capabilities.missing.hdk why there is none';
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
