import type { ChipLimits, Validator } from '@xylopipe/core';
import { checkLimits } from './limit-checks/check-limits.js';

/** Holds a configuration against the limits of a chip. */
export const xyloValidator = (limits: ChipLimits): Validator =>
  Object.freeze({ validate: (config) => checkLimits(config, limits, 'error') } satisfies Validator);
