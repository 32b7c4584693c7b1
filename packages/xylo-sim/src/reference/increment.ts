import type { UpdateRule } from '@xylopipe/core';
import { incrementV1, saturatesV1 } from './increment-v1.js';
import { incrementV2, saturatesV2 } from './increment-v2.js';

/**
 * How far a membrane moves in one timestep, before it fires: the part in which the update rules differ.
 * The membrane then is `saturate16(vmem + increment)`.
 * @param vmem - membrane after the last timestep.
 * @param dashMem - its bit-shift decay.
 * @param current - sum of the neuron's decayed synapses, not saturated.
 * @param bias - constant of the neuron; 0 where biases are switched off.
 */
type Increment = (vmem: number, dashMem: number, current: number, bias: number) => number;

/** Whether any addition on the way to the new membrane saturates, the last one included. Takes what `Increment` takes. */
type Saturates = (...state: Parameters<Increment>) => boolean;

/** How membranes move. */
export interface MembraneRule {
  readonly increment: Increment;
  readonly saturates: Saturates;
}

/** How membranes move under each update rule. */
export const MEMBRANE_RULES: Readonly<Record<UpdateRule, MembraneRule>> = {
  v1: { increment: incrementV1, saturates: saturatesV1 },
  v2: { increment: incrementV2, saturates: saturatesV2 },
};
