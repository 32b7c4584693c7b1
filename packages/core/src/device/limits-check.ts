import { MAX_RASTER_COUNT } from '../data/raster.js';
import type { Issue } from '../issues/issue.js';
import { CHIP_ID, FLAG, type Kind, oneOf, TEXT } from './kind.js';
import { contradictionsIn } from './limit-contradictions.js';
import type { LimitSource } from './limit-source.js';
import type { ChipLimits, IdAllocation, UpdateRule } from './limits.js';
import { checkOnce, checkShape, isRecord, notA, problem, type Shape } from './shape.js';

const isInteger = (value: unknown, min: number, max: number): boolean =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max;

const COUNT: Kind = { limit: 'a positive integer', is: (value) => isInteger(value, 1, Number.MAX_SAFE_INTEGER) };
const COUNT_OR_NONE: Kind = {
  limit: '0 or a positive integer',
  is: (value) => isInteger(value, 0, Number.MAX_SAFE_INTEGER),
};

const MEASURE: Kind = {
  limit: 'a positive number',
  is: (value) => typeof value === 'number' && value > 0 && Number.isFinite(value),
  hint: 'leave it out where it is free or not public',
  optional: true,
};

/** Bits of a word: as many as a configuration and a recording can hold at most. */
const word = (min: number, max: number, what: string): Kind => ({
  limit: `an integer, ${min} to ${max}`,
  is: (value) => isInteger(value, min, max),
  hint: `${what} of a configuration are kept in words of ${max} bits`,
});

/** Spikes of one timestep: as many as rasters and recordings can hold at most. */
const spikes = (max: number): Kind => ({ limit: `an integer, 1 to ${max}`, is: (value) => isInteger(value, 1, max) });

const LIST_OF_TEXTS: Kind = {
  limit: 'a list of paths',
  is: (value) => Array.isArray(value) && value.every((path) => typeof path === 'string'),
  hint: 'name limits by their paths, e.g. ["bits.bias"], or give an empty list',
};

const SOURCES: Kind = { limit: 'an object of sources by path', is: isRecord, optional: true };

/** What each limit must be by itself. A signed word has two bits or more: with one it holds nothing above 0. */
const LIMITS = {
  chipId: CHIP_ID,
  label: TEXT,
  inputChannels: COUNT,
  hiddenNeurons: COUNT,
  outputNeurons: COUNT,
  synapsesPerHidden: { limit: '1 or 2', is: (value) => value === 1 || value === 2 },
  inputExpansionNeurons: COUNT,
  outputExpansionNeurons: COUNT,
  aliasTargets: COUNT_OR_NONE,
  maxFanOut: COUNT,
  recurrentWordsPerBank: COUNT,
  bias: FLAG,
  hibernation: FLAG,
  bits: {
    weight: word(2, 8, 'weights'),
    state: word(2, 16, 'states'),
    threshold: word(2, 16, 'thresholds'),
    bias: word(2, 16, 'biases'),
    dash: word(1, 4, 'dashes'),
    weightShift: word(1, 4, 'weight shifts'),
  },
  maxSpikes: { input: spikes(MAX_RASTER_COUNT), hidden: spikes(255), output: spikes(32767) },
  realTimeDt: MEASURE,
  mainClock: MEASURE,
  updateRule: oneOf(['v1', 'v2'] satisfies UpdateRule[]),
  idAllocation: oneOf(['walkOrder', 'inputFirstOutputLast'] satisfies IdAllocation[]),
  assumed: LIST_OF_TEXTS,
  sources: SOURCES,
} as const satisfies Record<keyof ChipLimits, Kind | Shape>;

const SOURCE: Shape = {
  kind: oneOf(['documented', 'derived', 'assumed'] satisfies LimitSource['kind'][]),
  source: TEXT,
};

/** Paths that name a limit or a group of limits. */
const PATHS: readonly string[] = [
  ...Object.keys(LIMITS).filter((key) => key !== 'assumed' && key !== 'sources'),
  ...Object.keys(LIMITS.bits).map((key) => `bits.${key}`),
  ...Object.keys(LIMITS.maxSpikes).map((key) => `maxSpikes.${key}`),
];

/** Everything that keeps a value from being the limits of a chip, whatever the value is: kinds, keys, contradictions. */
export function checkLimits(limits: unknown): readonly Issue[] {
  const issues = checkShape(limits, LIMITS);
  if (!isRecord(limits)) return issues;
  const unsound = new Set(issues.map(({ at }) => at[0]));
  return [...issues, ...checkAssumed(limits), ...checkSources(limits), ...contradictionsIn(limits, unsound)];
}

function checkAssumed({ assumed, ...limits }: Readonly<Record<string, unknown>>): readonly Issue[] {
  if (!LIST_OF_TEXTS.is(assumed)) return [];
  return (assumed as readonly string[]).flatMap((path, i, all) => {
    const at = ['assumed', i];
    if (!PATHS.includes(path)) return [noLimit(at, path)];
    const again = checkOnce(all, i).map((issue) => ({ ...issue, at }));
    if (again.length > 0) return again;
    if (!(path in LIMITS) || limits[path] !== undefined) return [];
    const said = { measured: JSON.stringify(path), hint: 'give it, or do not list it' };
    return [problem('LIMITS_CONTRADICT', at, 'this limit is assumed, but not given', said)];
  });
}

function checkSources({ sources, assumed }: Readonly<Record<string, unknown>>): readonly Issue[] {
  if (!isRecord(sources)) return [];
  const listed: readonly unknown[] = Array.isArray(assumed) ? assumed : [];
  return Object.entries(sources).flatMap(([path, source]) => {
    const at = ['sources', path];
    if (path !== '' && !PATHS.includes(path)) return [noLimit(at, path)];
    if (!isRecord(source)) return [{ ...notA('an object of kind and source', source), at }];
    const issues = checkShape(source, SOURCE).map((issue) => ({ ...issue, at: [...at, ...issue.at] }));
    if (issues.length > 0 || source.kind === 'assumed' || !listed.includes(path)) return issues;
    const said = {
      measured: source.kind as string,
      limit: 'assumed',
      hint: 'do not list it, or say that it is assumed',
    };
    return [problem('LIMITS_CONTRADICT', [...at, 'kind'], `"${path}" is listed as assumed`, said)];
  });
}

const noLimit = (at: Issue['at'], path: string): Issue =>
  problem('UNKNOWN_KEY', at, `${JSON.stringify(path)} names no limit`, {
    hint: 'name a limit by its path, e.g. "bits.bias"',
  });
