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

/** What is counted of a network as a whole. */
export function resourcesOf(limits: ChipLimits): readonly Resource[] {
  const { hiddenNeurons, outputNeurons, inputChannels, maxFanOut, recurrentWordsPerBank: words } = limits;
  const { inputExpansionNeurons: inputExpansion, outputExpansionNeurons: outputExpansion, aliasTargets } = limits;
  // A neuron in front and one behind leave the expansion neurons alone.
  const between = hiddenNeurons - 2;
  const full = { hidden: [1, between, 1] };
  const drive = (targets: number): Sketch => ({
    hidden: [1, Math.min(maxFanOut + 1, between), 1],
    recurrent: (source, target) => source === 0 && target < targets,
  });
  const connect = (connections: number): Sketch => ({
    ...full,
    recurrent: (source, target) => target * between + source < connections,
  });
  const alias = (targets: number): Sketch => ({
    hidden: new Array<number>(targets + 1).fill(1),
    aliases: Array.from({ length: targets }, (_, i) => i + 1),
  });
  const mostConnections = between * Math.min(between, maxFanOut);
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
      fits: full,
      tooLarge: { hidden: [1, between, 2] },
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
      fits: { hidden: [Math.min(inputExpansion, between), 1] },
      tooLarge: inputExpansion < between ? { hidden: [inputExpansion + 1, 1] } : undefined,
    },
    {
      name: 'output-expansion neurons',
      limit: outputExpansion,
      fits: { hidden: [1, Math.min(outputExpansion, between)] },
      tooLarge: outputExpansion < between ? { hidden: [1, outputExpansion + 1] } : undefined,
    },
    {
      name: 'fan-out',
      limit: maxFanOut,
      fits: drive(maxFanOut),
      tooLarge: maxFanOut < between ? drive(maxFanOut + 1) : undefined,
    },
    {
      name: 'recurrent words',
      limit: words,
      fits: connect(Math.min(words, mostConnections)),
      tooLarge: words < mostConnections ? connect(words + 1) : undefined,
    },
    { name: 'alias targets', limit: aliasTargets, fits: alias(aliasTargets), tooLarge: alias(aliasTargets + 1) },
  ];
}
