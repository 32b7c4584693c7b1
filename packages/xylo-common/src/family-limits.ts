import type { ChipLimits } from '@xylopipe/core';

/** What all members of the family have alike, from the overview in Rockpool's documentation; a chip spreads it into its own limits. */
export const familyLimits = Object.freeze({
  inputChannels: 16,
  aliasTargets: 1,
  // The width of biases is not published: as wide as weights, to be safe.
  bits: Object.freeze({ weight: 8, state: 16, threshold: 16, bias: 8, dash: 4, weightShift: 3 }),
  maxSpikes: Object.freeze({ input: 15, hidden: 31, output: 1 }),
  assumed: Object.freeze(['bits.bias']),
}) satisfies Partial<ChipLimits>;
