import type { ChipLimits, Issue, Severity, SpecSizes } from '@xylopipe/core';

interface Count {
  readonly code: string;
  readonly size: keyof SpecSizes;
  readonly limit: keyof ChipLimits;
  /** The field of a specification that shows the size. */
  readonly field: string;
  readonly what: string;
  readonly hint: string;
}

const COUNTS: readonly Count[] = [
  {
    code: 'LIMIT_INPUT_CHANNELS',
    size: 'inputs',
    limit: 'inputChannels',
    field: 'weightsIn',
    what: 'input channels',
    hint: 'use fewer input channels, e.g. by binning neighbouring ones',
  },
  {
    code: 'LIMIT_HIDDEN_NEURONS',
    size: 'hidden',
    limit: 'hiddenNeurons',
    field: 'weightsRec',
    what: 'hidden neurons',
    hint: 'make hidden layers smaller',
  },
  {
    code: 'LIMIT_OUTPUT_CHANNELS',
    size: 'outputs',
    limit: 'outputNeurons',
    field: 'weightsOut',
    what: 'output neurons',
    hint: 'use fewer output neurons, or a chip with more',
  },
  {
    code: 'LIMIT_INPUT_EXPANSION',
    size: 'inputExpansion',
    limit: 'inputExpansionNeurons',
    field: 'weightsIn',
    what: 'input-expansion neurons',
    hint: 'let fewer hidden neurons take input, and fewer of them drive outputs too (weights of 0 do not count): mapping gives them the first ids where it can',
  },
  {
    code: 'LIMIT_OUTPUT_EXPANSION',
    size: 'outputExpansion',
    limit: 'outputExpansionNeurons',
    field: 'weightsOut',
    what: 'output-expansion neurons',
    hint: 'let fewer hidden neurons drive outputs, and fewer of them take input too (weights of 0 do not count): mapping gives them the last ids where it can',
  },
  {
    code: 'LIMIT_SYNAPSES',
    size: 'synapses',
    limit: 'synapsesPerHidden',
    field: 'weightsIn',
    what: 'synapses per hidden neuron',
    hint: 'use layers with fewer synapses, i.e. as many inputs as neurons',
  },
];

/** What a network has more of than the chip. Sizes that are not known yet are left out. */
export const checkCounts = (sizes: Partial<SpecSizes>, limits: ChipLimits, severity: Severity): readonly Issue[] =>
  COUNTS.flatMap(({ code, size, limit, field, what, hint }) => {
    const measured = sizes[size] ?? 0;
    const most = limits[limit] as number;
    if (measured <= most || follows(size, limits)) return [];
    const message = `${measured} ${what}, ${limits.chipId} has ${most}`;
    return [{ code, severity, at: [field], measured, limit: most, message, hint }];
  });

/** Where every hidden neuron is an expansion neuron, too many of them are too many hidden neurons and no second problem. */
const follows = (size: keyof SpecSizes, limits: ChipLimits): boolean =>
  (size === 'inputExpansion' && limits.inputExpansionNeurons >= limits.hiddenNeurons) ||
  (size === 'outputExpansion' && limits.outputExpansionNeurons >= limits.hiddenNeurons);
