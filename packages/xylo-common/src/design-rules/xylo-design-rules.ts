import type { ChipLimits } from '@xylopipe/core';
import { aliasInputsMustBeNeurons, aliasOutputNodesMustHaveNeuronsAsInput } from './aliases.js';
import type { DesignRule } from './design-rule.js';
import {
  firstModuleIsAWeight,
  outputNeuronsAreFedByHidden,
  outputNeuronsDriveNothing,
  outputNodesHaveNeuronsAsSource,
} from './inputs-and-outputs.js';
import {
  allNeuronsHaveSameDt,
  atLeastTwoNeuronLayersNeeded,
  maxSynapsesPerNeuron,
  outputNeuronsCannotBeRecurrent,
} from './neurons.js';
import {
  inputToNeuronsIsAWeight,
  noConsecutiveWeights,
  weightNodesHaveNoBiases,
  weightsAreConnected,
} from './weights.js';

/** What a graph must be to fit on a Xylo, whatever its size: sizes are held against the limits while mapping. */
export const xyloDesignRules = (limits: ChipLimits): readonly DesignRule[] => [
  outputNodesHaveNeuronsAsSource,
  inputToNeuronsIsAWeight,
  firstModuleIsAWeight,
  allNeuronsHaveSameDt,
  outputNeuronsCannotBeRecurrent,
  outputNeuronsDriveNothing,
  outputNeuronsAreFedByHidden,
  noConsecutiveWeights,
  aliasInputsMustBeNeurons,
  aliasOutputNodesMustHaveNeuronsAsInput,
  atLeastTwoNeuronLayersNeeded,
  weightNodesHaveNoBiases,
  weightsAreConnected,
  ...(limits.synapsesPerHidden === 1 ? [maxSynapsesPerNeuron(limits)] : []),
];
