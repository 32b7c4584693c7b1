import { type ChipLimits, defineLimits } from '@xylopipe/core';
import { core1000V1Limits } from '@xylopipe/xylo-common';

/** What the first Xylo, "Pollen", can hold. */
export const limits: ChipLimits = defineLimits({ ...core1000V1Limits, chipId: 'syns61300', label: 'Xylo core' });
