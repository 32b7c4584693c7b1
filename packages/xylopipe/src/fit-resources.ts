import { type AnySpec, type ChipLimits, specSizes } from '@xylopipe/core';
import { fanOutOf } from '@xylopipe/xylo-common';

/** How much of one resource a network takes. */
export interface ResourceUse {
  readonly used: number;
  readonly limit: number;
}

/** What a network takes of a chip, by resource. */
export interface FitResources {
  readonly inputs: ResourceUse;
  readonly hidden: ResourceUse;
  /** Hidden neurons with a column of input weights. */
  readonly inputExpansion: ResourceUse;
  /** Hidden neurons with a row of output weights. */
  readonly outputExpansion: ResourceUse;
  readonly outputs: ResourceUse;
  /** Synapses per hidden neuron. */
  readonly synapses: ResourceUse;
  /** Recurrent targets of the hidden neuron that has the most. */
  readonly fanOut: ResourceUse;
  /** Connections between hidden neurons: each takes one word in the bank of every synapse. */
  readonly recurrentWords: ResourceUse;
  /** Alias targets of the hidden neuron that has the most. */
  readonly aliasTargets: ResourceUse;
}

/** What a specification takes of a chip, whether the chip has as much or not. Weights of 0 are no connections. */
export function resourcesOf(spec: AnySpec, limits: ChipLimits): FitResources {
  const { inputs, inputExpansion, hidden, outputExpansion, outputs, synapses } = specSizes(spec);
  const fanOut = fanOutOf(spec.weightsRec);
  const words = fanOut.reduce((sum, n) => sum + n, 0);
  return {
    inputs: { used: inputs, limit: limits.inputChannels },
    hidden: { used: hidden, limit: limits.hiddenNeurons },
    inputExpansion: { used: inputExpansion, limit: limits.inputExpansionNeurons },
    outputExpansion: { used: outputExpansion, limit: limits.outputExpansionNeurons },
    outputs: { used: outputs, limit: limits.outputNeurons },
    synapses: { used: synapses, limit: limits.synapsesPerHidden },
    fanOut: { used: fanOut.reduce((most, n) => Math.max(most, n), 0), limit: limits.maxFanOut },
    recurrentWords: { used: words, limit: limits.recurrentWordsPerBank },
    aliasTargets: {
      used: spec.aliases.reduce((most, targets) => Math.max(most, targets.length), 0),
      limit: limits.aliasTargets,
    },
  };
}
