import type { ChipLimits, MapOptions } from '@xylopipe/core';
import type { Sketch } from '../networks/sketch.js';

/** Something that a chip has so much of. */
export interface Resource {
  readonly name: string;
  readonly limit: number;
  /** A network that needs all of it, or as much as there can be. */
  readonly fits: Sketch;
  /** One that needs one more. Absent where none can, another resource being used up before. */
  readonly tooLarge?: Sketch | undefined;
  /** What lets the mapper lay out a network that it otherwise refuses, having no id for a neuron. */
  readonly mapOptions?: MapOptions;
}

/** A network of all hidden neurons, or of so many (at least 3), each of which drives the next one as far as there are words. */
export const fullNetwork = (limits: ChipLimits, neurons: number = limits.hiddenNeurons): Sketch => ({
  hidden: [1, Math.max(neurons - 2, 1), 1],
  recurrent: (source, target) => target === source + 1 && target < limits.recurrentWordsPerBank,
});

/** A neuron in front and one behind leave the expansion neurons alone. */
const between = ({ hiddenNeurons }: ChipLimits): number => hiddenNeurons - 2;

/** What is counted of a network as a whole. */
export const resourcesOf = (limits: ChipLimits): readonly Resource[] =>
  [
    ...neuronResources(limits),
    connectionResources(limits, 1),
    limits.synapsesPerHidden === 2 ? connectionResources(limits, 2) : [],
    aliasTargets(limits),
  ].flat();

function neuronResources(limits: ChipLimits): readonly Resource[] {
  const { hiddenNeurons, outputNeurons, inputChannels } = limits;
  const { inputExpansionNeurons: inputExpansion, outputExpansionNeurons: outputExpansion } = limits;
  const middle = between(limits);
  const forward: Sketch['forward'] = (source, target) => source === target;
  return [
    {
      name: 'input channels',
      limit: inputChannels,
      fits: { inputs: inputChannels },
      tooLarge: { inputs: inputChannels + 1 },
    },
    {
      name: 'hidden neurons',
      limit: hiddenNeurons,
      fits: fullNetwork(limits),
      tooLarge: { hidden: [1, middle, 2] },
      mapOptions: { maxHiddenNeurons: hiddenNeurons + 1 },
    },
    {
      name: 'output neurons',
      limit: outputNeurons,
      fits: { outputs: outputNeurons },
      tooLarge: { outputs: outputNeurons + 1 },
      mapOptions: { maxOutputNeurons: outputNeurons + 1 },
    },
    {
      name: 'input-expansion neurons',
      limit: inputExpansion,
      fits: { hidden: [Math.min(inputExpansion, middle), 1], forward },
      tooLarge: inputExpansion < middle ? { hidden: [inputExpansion + 1, 1] } : undefined,
    },
    {
      name: 'output-expansion neurons',
      limit: outputExpansion,
      fits: { hidden: [1, Math.min(outputExpansion, middle)], forward },
      tooLarge: outputExpansion < middle ? { hidden: [1, outputExpansion + 1] } : undefined,
    },
  ];
}

/** A target takes one word whether it is on the one synapse, on the other or on both. */
function connectionResources(limits: ChipLimits, synapses: number): readonly Resource[] {
  const { maxFanOut, recurrentWordsPerBank: words } = limits;
  const middle = between(limits);
  // The second neuron of the layer, which fires without being driven.
  const drive = (targets: number): Sketch => ({
    hidden: [1, Math.min(maxFanOut + 1, middle), 1],
    synapses,
    recurrent: (source, target) => source === 1 && target < targets,
  });
  const connectionsOf = (neurons: number): number => neurons * Math.min(neurons, maxFanOut);
  const most = connectionsOf(middle);
  // No more neurons than it takes: what they might be connected by is a matrix.
  const least = Math.max(Math.ceil(Math.sqrt(words + 1)), Math.ceil((words + 1) / maxFanOut));
  const neurons = Math.min(least, middle);
  const connect = (connections: number): Sketch => ({
    hidden: [1, neurons, 1],
    synapses,
    recurrent: (source, target) => target * neurons + source < connections,
  });
  const over = synapses === 1 ? '' : ` over ${synapses} synapses`;
  return [
    {
      name: `fan-out${over}`,
      limit: maxFanOut,
      fits: drive(maxFanOut),
      tooLarge: maxFanOut < middle ? drive(maxFanOut + 1) : undefined,
    },
    {
      name: `recurrent words${over}`,
      limit: words,
      fits: connect(Math.min(words, most)),
      tooLarge: words < most ? connect(words + 1) : undefined,
    },
  ];
}

function aliasTargets({ aliasTargets: limit }: ChipLimits): Resource {
  const alias = (targets: number): Sketch => ({
    hidden: new Array<number>(targets + 1).fill(1),
    aliases: Array.from({ length: targets }, (_, i) => [0, i + 1]),
  });
  return { name: 'alias targets', limit, fits: alias(limit), tooLarge: alias(limit + 1) };
}
