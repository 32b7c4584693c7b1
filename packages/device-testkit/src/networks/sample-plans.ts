import type { ChipLimits } from '@xylopipe/core';
import fc from 'fast-check';
import type { NetworkPlan } from './network-plan.js';
import { randomPlans } from './random-plan.js';

/** A few networks of all kinds, the same ones on every run. */
export const samplePlans = (limits: ChipLimits): readonly NetworkPlan[] =>
  fc.sample(randomPlans(limits), { numRuns: 8, seed: 1 });
