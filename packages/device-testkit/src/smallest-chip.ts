import type { ChipLimits } from '@xylopipe/core';

/** What the networks of the kit need. */
const SMALLEST: readonly (readonly [limit: string, least: number, of: (limits: ChipLimits) => number])[] = [
  ['inputChannels', 2, ({ inputChannels }) => inputChannels],
  ['hiddenNeurons', 4, ({ hiddenNeurons }) => hiddenNeurons],
  ['inputExpansionNeurons', 2, ({ inputExpansionNeurons }) => inputExpansionNeurons],
  ['outputExpansionNeurons', 2, ({ outputExpansionNeurons }) => outputExpansionNeurons],
  ['outputNeurons', 1, ({ outputNeurons }) => outputNeurons],
  ['recurrentWordsPerBank', 2, ({ recurrentWordsPerBank }) => recurrentWordsPerBank],
  ['bits.weight', 3, ({ bits }) => bits.weight],
  ['bits.threshold', 4, ({ bits }) => bits.threshold],
  ['bits.bias', 2, ({ bits }) => bits.bias],
  ['bits.dash', 2, ({ bits }) => bits.dash],
  ['bits.weightShift', 1, ({ bits }) => bits.weightShift],
];

/** What a chip has too little of for the kit, in words. */
export const shortcomings = (limits: ChipLimits): readonly string[] =>
  SMALLEST.filter(([, least, of]) => of(limits) < least).map(
    ([limit, least, of]) => `${limit} is ${of(limits)}, and must be ${least} or more`,
  );
