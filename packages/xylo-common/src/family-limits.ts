import type { ChipLimits, LimitSources } from '@xylopipe/core';

/** What all members of the family have alike, from the overview in Rockpool's documentation; a chip spreads it into its own limits. */
export const familyLimits = Object.freeze({
  inputChannels: 16,
  aliasTargets: 1,
  bits: Object.freeze({ weight: 8, state: 16, threshold: 16, bias: 8, dash: 4, weightShift: 3 }),
  maxSpikes: Object.freeze({ input: 15, hidden: 31, output: 1 }),
  assumed: Object.freeze(['bits.bias']),
  sources: Object.freeze<LimitSources>({
    '': { kind: 'documented', source: "overview of the Xylo family in Rockpool's documentation" },
    'bits.bias': { kind: 'assumed', source: 'not published; as wide as weights, to be safe' },
    mainClock: { kind: 'documented', source: 'what Rockpool runs the test board with' },
    updateRule: { kind: 'documented', source: 'simulator that Rockpool runs networks of the chip on' },
    idAllocation: { kind: 'documented', source: 'mapper of the chip in Rockpool' },
  }),
}) satisfies Partial<ChipLimits>;

const everyHidden = { kind: 'derived', source: 'memories of weights have words for every hidden neuron' } as const;

/** The core with 1000 hidden neurons, of SYNS61300, SYNS65300 and SYNS61201, from the same overview where nothing else is said. */
export const core1000Limits = Object.freeze({
  ...familyLimits,
  hiddenNeurons: 1000,
  outputNeurons: 8,
  synapsesPerHidden: 2,
  inputExpansionNeurons: 1000,
  outputExpansionNeurons: 1000,
  maxFanOut: 64,
  recurrentWordsPerBank: 32000,
  idAllocation: 'walkOrder',
  sources: Object.freeze<LimitSources>({
    ...familyLimits.sources,
    inputExpansionNeurons: everyHidden,
    outputExpansionNeurons: everyHidden,
    recurrentWordsPerBank: {
      kind: 'derived',
      source: 'published average fan-out of 32, for 1000 neurons; the length of RFORAM',
    },
  }),
}) satisfies Partial<ChipLimits>;

/** The same core in its first version, of SYNS61300 and SYNS65300. No clock is published for either. */
export const core1000V1Limits = Object.freeze({
  ...core1000Limits,
  bias: false,
  hibernation: false,
  updateRule: 'v1',
}) satisfies Partial<ChipLimits>;
