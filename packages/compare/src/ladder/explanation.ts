/**
 * What makes a chip differ from the float network, in the order in which the ladder adds it:
 *
 * - `delay`: a spike of a hidden neuron arrives one timestep later, and aliases stand in for skip paths
 * - `spikeCap`: at most 15 input events, 31 hidden and 1 output spike per timestep
 * - `dashRounding`: of a state `1 - 2^-dash` is left per timestep, dash a whole number, and not `exp(-dt / tau)`
 * - `scaling`: weights are clipped, and thresholds scaled, as options of the quantization ask for
 * - `weightRounding`: weights, thresholds and biases are whole numbers
 * - `truncation`: states are whole numbers, and a leak is a shift that rounds down, by at least 1 above rest
 * - `saturation`: states end at 16 bits
 *
 * With all of them the ladder is the chip, bit for bit.
 */
export const APPROXIMATIONS = [
  'delay',
  'spikeCap',
  'dashRounding',
  'scaling',
  'weightRounding',
  'truncation',
  'saturation',
] as const;
export type Approximation = (typeof APPROXIMATIONS)[number];

/** Why two runs part: an approximation of the chip; `device` where a board differs from its simulator, which nothing of the above explains. */
export type Cause = Approximation | 'device';

/** What one more approximation does to a network and an input. */
export interface Rung {
  /** What it adds to those before it. */
  readonly approximation: Approximation;
  /** With the float network, all layers, of a chip that has this and the approximations before it. */
  readonly agreement: number;
  /** The same of the outputs alone. */
  readonly outputAgreement: number;
  /** With the float network, of a chip that has all approximations but this one; `undefined` for `delay`, which no chip is without. */
  readonly without: number | undefined;
  /** The same of the outputs alone. */
  readonly outputWithout?: number | undefined;
  /** Spikes of all layers, to see where a network falls silent. */
  readonly spikes: number;
}

/** What costs the most agreement, and how much: what is won without it, or, where each of several is enough to do the harm, what it takes for good. */
export interface MainCause {
  readonly cause: Approximation;
  readonly lost: number;
}

/** Why a chip differs from the float network, by taking its approximations one by one. */
export interface Explanation {
  readonly rungs: readonly Rung[];
  /** Agreement of the chip, with all approximations. */
  readonly agreement: number;
  /** What costs all layers together the most; `null` where nothing costs them a hundredth, as where the chip agrees. */
  readonly main: MainCause | null;
  /** The same of the outputs alone. They have few spikes and stand at the end, so that it may well be something else. */
  readonly outputMain?: MainCause | null | undefined;
}
