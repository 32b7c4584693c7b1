import type { UpdateRule } from '@xylopipe/core';
import { incrementV1 } from './increment-v1.js';
import { incrementV2 } from './increment-v2.js';

/**
 * How far a membrane moves in one timestep, before it fires: the part in which the update rules differ.
 * The membrane then is `saturate16(vmem + increment)`.
 * @param vmem - membrane after the last timestep.
 * @param dashMem - its bit-shift decay.
 * @param current - sum of the neuron's decayed synapses, not saturated.
 * @param bias - constant of the neuron; 0 where biases are switched off.
 */
export type Increment = (vmem: number, dashMem: number, current: number, bias: number) => number;

/** The increment of each update rule. */
export const INCREMENTS: Readonly<Record<UpdateRule, Increment>> = { v1: incrementV1, v2: incrementV2 };
