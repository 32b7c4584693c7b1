import { XylopipeError } from '../issues/error.js';
import { frozen } from './frozen.js';
import type { LimitSources } from './limit-source.js';
import { checkLimits } from './limits-check.js';
import { nameIn } from './shape.js';

/** What a chip can hold, as data: mapper, rules, validator, quantizer, emulator, documentation and tests all read this. */
export interface ChipLimits {
  /** Registry key, e.g. `syns61201`: lower-case letters, digits and single dashes, a letter first. */
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
  /** Hidden neurons that one hidden neuron's spikes can also be sent as; 0 on a chip without aliases. */
  readonly aliasTargets: number;
  /** Recurrent targets per hidden neuron; where it is the range of a counter it can be more than there are neurons. */
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

/**
 * Checks a chip's limits, and freezes them at every level. Looks at everything, as plain JavaScript may pass anything.
 * @throws LIMITS_INVALID with all that is missing, unknown, of another kind or wider than the words of a `DeviceConfig`, and
 * all that contradicts something else.
 */
export function defineLimits(limits: ChipLimits): ChipLimits {
  const issues = checkLimits(limits);
  if (issues.length === 0) return frozen(limits);
  const count = `${issues.length} problem${issues.length === 1 ? '' : 's'}`;
  throw new XylopipeError('LIMITS_INVALID', `these limits cannot be those of a chip: ${count}`, {
    who: nameIn(limits, 'limits without a chip id'),
    issues,
  });
}

/** Smallest and largest value of a signed word. */
export const signedRange = (bits: number): readonly [min: number, max: number] => [
  -(2 ** (bits - 1)),
  2 ** (bits - 1) - 1,
];

/** Smallest and largest value of an unsigned word. */
export const unsignedRange = (bits: number): readonly [min: number, max: number] => [0, 2 ** bits - 1];
