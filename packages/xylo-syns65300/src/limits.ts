import { type ChipLimits, defineLimits } from '@xylopipe/core';
import { core1000V1Limits } from '@xylopipe/xylo-common';

/** What Xylo Audio 1 can hold. */
export const limits: ChipLimits = defineLimits({
  ...core1000V1Limits,
  chipId: 'syns65300',
  label: 'Xylo Audio 1',
  sources: {
    '': { kind: 'derived', source: 'its core is taken to be that of SYNS61300' },
    'bits.bias': core1000V1Limits.sources['bits.bias'],
  },
});
