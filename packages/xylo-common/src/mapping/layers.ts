import type { Issue } from '@xylopipe/core';
import { findModules, GenericNeurons, type GraphHolder } from '@xylopipe/graph';
import { firstFew } from '../first-few.js';

/** The layers of neurons of a network, by what they become on the chip. */
export interface Layers {
  /** In walk order. */
  readonly hidden: readonly GenericNeurons[];
  /** Those that drive an output of the network, in the order of its channels. */
  readonly outputs: readonly GenericNeurons[];
}

/**
 * Tells output layers from hidden ones. Changes the graph: each layer moves to the end of the lists of its nodes, outputs
 * first, and then the walk starts anew. That is what the reference does by replacing every layer with one of the chip's,
 * and hidden ids follow from it.
 */
export function splitLayers(graph: GraphHolder): Layers {
  const drivers = new Set(graph.outputNodes.flatMap((node) => [...node.sources]));
  const outputs = [...drivers].filter((module) => module instanceof GenericNeurons);
  for (const module of outputs) module.moveTo(module.inputNodes, module.outputNodes);
  for (const module of hiddenOf(graph, drivers)) module.moveTo(module.inputNodes, module.outputNodes);
  return { hidden: hiddenOf(graph, drivers), outputs };
}

const hiddenOf = (graph: GraphHolder, drivers: ReadonlySet<unknown>): readonly GenericNeurons[] =>
  findModules(graph, GenericNeurons).filter((module) => !drivers.has(module));

/** How many neurons some layers have together. */
export const neuronsIn = (layers: readonly GenericNeurons[]): number =>
  layers.reduce((sum, module) => sum + module.outputNodes.length, 0);

/** Output channels of the network that are others on the chip, or none: there, all output neurons are channels, in order. */
export function checkOutputChannels(graph: GraphHolder, { outputs }: Layers): readonly Issue[] {
  const onChip = outputs.flatMap((module) => module.outputNodes);
  const channels = graph.outputNodes.map((node) => onChip.indexOf(node));
  if (channels.length === onChip.length && channels.every((channel, i) => channel === i)) return [];
  const listed = firstFew(
    channels.map((channel) => (channel < 0 ? 'none' : channel)),
    16,
  );
  return [
    {
      code: 'MAP_OUTPUT_CHANNELS_DIFFER',
      severity: 'warning',
      at: [],
      measured: onChip.length,
      limit: channels.length,
      message: `the ${channels.length} output channels of the network are, in order, channels ${listed} of the ${onChip.length} on the chip`,
      hint: 'let all neurons of the output layer be outputs of the network, in order',
    },
  ];
}
