import { XylopipeError } from '../issues/error.js';
import type { LimitSources } from './limit-source.js';

/** What a chip can hold, as data: mapper, rules, validator, quantizer, emulator, documentation and tests all read this. */
export interface ChipLimits {
  /** Registry key, e.g. `syns61201`. */
  readonly chipId: string;
  /** Marketing name, e.g. `Xylo Audio 2`. */
  readonly label: string;
  readonly inputChannels: number;
  readonly hiddenNeurons: number;
  readonly outputNeurons: number;
  readonly synapsesPerHidden: 1 | 2;
  /** How many hidden neurons can take input weights, and how many can drive outputs. */
  readonly inputExpansionNeurons: number;
  readonly outputExpansionNeurons: number;
  /** Hidden neurons that one hidden neuron's spikes can also be sent as. */
  readonly aliasTargets: number;
  /** Recurrent targets per hidden neuron. */
  readonly maxFanOut: number;
  /** Recurrent connections on the whole chip: each takes one word in the bank of every synapse. */
  readonly recurrentWordsPerBank: number;
  /** Whether neurons have a bias. */
  readonly bias: boolean;
  /** Whether the chip can hibernate. */
  readonly hibernation: boolean;
  /** Word widths; all signed but `dash` and `weightShift`. */
  readonly bits: {
    readonly weight: number;
    readonly state: number;
    readonly threshold: number;
    readonly bias: number;
    readonly dash: number;
    readonly weightShift: number;
  };
  /** Spikes per timestep: taken from an input channel, emitted by a hidden and by an output neuron. */
  readonly maxSpikes: { readonly input: number; readonly hidden: number; readonly output: number };
  /** Timestep in seconds that real-time operation prescribes; `undefined` where it is free. */
  readonly realTimeDt?: number | undefined;
  /** Clock after power-up in Hz; `undefined` where not public. */
  readonly mainClock?: number | undefined;
  /** Which neuron arithmetic the silicon has. */
  readonly updateRule: UpdateRule;
  /** How hidden ids are given out, see `Mapper`. */
  readonly idAllocation: IdAllocation;
  /** Paths of limits that are not published but assumed, e.g. `bits.bias`. */
  readonly assumed: readonly string[];
  /** Where the limits come from; default: nothing said. */
  readonly sources?: LimitSources | undefined;
}

/** `v1`: without bias, saturates the membrane only. `v2`: with bias, saturates the increment too. */
export type UpdateRule = 'v1' | 'v2';

/**
 * `walkOrder`: layers as the graph is walked. `inputFirstOutputLast`: those fed by the input first, those that drive the
 * outputs last; neuron by neuron where only that fits the chip's expansion neurons.
 */
export type IdAllocation = 'walkOrder' | 'inputFirstOutputLast';

/** Checks and freezes a chip's limits. Throws `LIMITS_INVALID` where a count is not a positive integer. */
export function defineLimits(limits: ChipLimits): ChipLimits {
  const counts = { ...limits.bits, ...limits.maxSpikes, ...pickNumbers(limits) };
  const bad = Object.entries(counts).filter(([, n]) => !(Number.isInteger(n) && n > 0));
  if (bad.length > 0) {
    throw new XylopipeError(
      'LIMITS_INVALID',
      `limits must be positive integers: ${bad.map(([k, n]) => `${k} = ${n}`).join(', ')}`,
      {
        who: limits.chipId,
      },
    );
  }
  return Object.freeze({
    ...limits,
    bits: Object.freeze({ ...limits.bits }),
    maxSpikes: Object.freeze({ ...limits.maxSpikes }),
  });
}

const NOT_COUNTS = new Set<string>(['realTimeDt', 'mainClock']);

const pickNumbers = (limits: ChipLimits): Record<string, number> =>
  Object.fromEntries(
    Object.entries(limits).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number' && !NOT_COUNTS.has(entry[0]),
    ),
  );

/** Smallest and largest value of a signed word. */
export const signedRange = (bits: number): readonly [min: number, max: number] => [
  -(2 ** (bits - 1)),
  2 ** (bits - 1) - 1,
];

/** Smallest and largest value of an unsigned word. */
export const unsignedRange = (bits: number): readonly [min: number, max: number] => [0, 2 ** bits - 1];
