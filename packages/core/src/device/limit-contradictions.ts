import type { Issue } from '../issues/issue.js';
import type { ChipLimits } from './limits.js';
import { problem } from './shape.js';

/** Something that no chip can be, each of its limits being sound. */
interface Contradiction {
  /** The limits that it looks at: the first is where it is reported, and it is not looked at unless all are sound. */
  readonly of: readonly [keyof ChipLimits, ...(keyof ChipLimits)[]];
  /** What is wrong; nothing if the limits agree. */
  find(limits: ChipLimits): { readonly measured: number | string; readonly limit: number | string } | undefined;
  readonly message: string;
  readonly hint: string;
}

/** That one limit is at most as large as what another allows it. */
const atMost = (
  key: CountKey,
  bound: CountKey,
  message: string,
  hint: string,
  largest: (bound: number) => number = (n) => n,
): Contradiction => ({
  of: [key, bound],
  find: (limits) => {
    const limit = largest(limits[bound]);
    return limits[key] > limit ? { measured: limits[key], limit } : undefined;
  },
  message,
  hint,
});

type CountKey = { [K in keyof ChipLimits]-?: ChipLimits[K] extends number ? K : never }[keyof ChipLimits];

/** Walk order makes every hidden neuron one that takes input and drives outputs. */
const inWalkOrder = (key: 'inputExpansionNeurons' | 'outputExpansionNeurons'): Contradiction => ({
  of: ['idAllocation', key, 'hiddenNeurons'],
  find: ({ idAllocation, hiddenNeurons, [key]: expansion }) =>
    idAllocation === 'walkOrder' && expansion < hiddenNeurons
      ? { measured: 'walkOrder', limit: 'inputFirstOutputLast' }
      : undefined,
  message: `in walk order every hidden neuron is an expansion neuron, but there are fewer ${key} than hidden neurons`,
  hint: 'use inputFirstOutputLast',
});

/**
 * Limits that are only generous are none: recurrent words that no network can fill, and a fan-out beyond the hidden neurons
 * that is the range of its counter, as it is published of Xylo IMU (512 of 496) and Xylo Audio 3 (1024 of 992).
 */
const CONTRADICTIONS: readonly Contradiction[] = [
  atMost(
    'inputExpansionNeurons',
    'hiddenNeurons',
    'more hidden neurons take input than there are hidden neurons',
    'give as many as there are, where every one can take input',
  ),
  atMost(
    'outputExpansionNeurons',
    'hiddenNeurons',
    'more hidden neurons drive outputs than there are hidden neurons',
    'give as many as there are, where every one can drive outputs',
  ),
  inWalkOrder('inputExpansionNeurons'),
  inWalkOrder('outputExpansionNeurons'),
  atMost('aliasTargets', 'hiddenNeurons', 'a neuron has more aliases than there are hidden neurons', 'give 1, or 0'),
  atMost(
    'maxFanOut',
    'hiddenNeurons',
    'a neuron has more targets than there are hidden neurons, rounded up to a power of two',
    'give the number of hidden neurons, where every one can be a target',
    (hidden) => 2 ** Math.ceil(Math.log2(hidden)),
  ),
  atMost(
    'maxFanOut',
    'recurrentWordsPerBank',
    'a neuron has more targets than the recurrent memory has words, one for each',
    'give the words of the whole bank, not those of one neuron',
  ),
  {
    of: ['bias', 'updateRule'],
    find: ({ bias, updateRule }) => (bias && updateRule === 'v1' ? { measured: 'true', limit: 'false' } : undefined),
    message: 'update rule v1 has no bias',
    hint: 'use update rule v2, or a chip without bias',
  },
  {
    of: ['mainClock', 'realTimeDt'],
    find: ({ mainClock, realTimeDt }) =>
      mainClock !== undefined && realTimeDt !== undefined && mainClock * realTimeDt < 1
        ? { measured: mainClock, limit: `${1 / realTimeDt} and up` }
        : undefined,
    message: 'a timestep of real time is shorter than one cycle of the clock',
    hint: 'give the clock in Hz and the timestep in seconds',
  },
];

/**
 * All contradictions between limits.
 * @param unsound limits, by key, that are not what they must be by themselves: nothing more is said of them.
 */
export const contradictionsIn = (limits: unknown, unsound: ReadonlySet<unknown>): readonly Issue[] =>
  CONTRADICTIONS.filter(({ of }) => !of.some((key) => unsound.has(key))).flatMap(({ of, find, message, hint }) => {
    const found = find(limits as ChipLimits);
    return found === undefined ? [] : [problem('LIMITS_CONTRADICT', [of[0]], message, { ...found, hint })];
  });
