import { firstFew } from '../first-few.js';
import { labelOf } from '../module-names.js';
import { defineRule } from './design-rule.js';
import { driversOf, isNeurons, isWeights, readersOf } from './neighbours.js';

/** Neurons get their input through weights. */
export const inputToNeuronsIsAWeight = defineRule('DRC_INPUT_TO_NEURONS_IS_A_WEIGHT', 'error', (graph) =>
  graph.modules.filter(isNeurons).flatMap((module) =>
    driversOf(graph, module.inputs)
      .filter((driver) => !isWeights(driver))
      .map((driver) => ({
        module,
        measured: driver.type,
        message: `${labelOf(module)} are driven by ${labelOf(driver)} without weights`,
        hint: 'put a Linear layer before the neurons',
      })),
  ),
);

/** Weights do not feed weights: a chip has none but between spikes and synapses. */
export const noConsecutiveWeights = defineRule('DRC_NO_CONSECUTIVE_WEIGHTS', 'error', (graph) =>
  graph.modules.filter(isWeights).flatMap((module) =>
    readersOf(graph, module.outputs)
      .filter(isWeights)
      .map((reader) => ({
        module: reader,
        message: `${labelOf(module)} feed ${labelOf(reader)}`,
        hint: 'multiply the two into one Linear layer, or put neurons between them',
      })),
  ),
);

/** A Linear layer has no bias on a chip; neurons have. */
export const weightNodesHaveNoBiases = defineRule('DRC_WEIGHT_NODES_HAVE_NO_BIASES', 'warning', (graph) =>
  graph.modules.filter(isWeights).flatMap((module) => {
    const measured = module.biases?.find((bias) => bias !== 0);
    if (measured === undefined) return [];
    return [
      {
        module,
        measured,
        limit: 0,
        message: `the biases of ${labelOf(module)} are left out: a chip has none for weights`,
        hint: 'give the bias to the neurons behind the weights',
      },
    ];
  }),
);

/** Rows and columns of weights that lead from or to nothing have no place on the chip. Of xylopipe. */
export const weightsAreConnected = defineRule('DRC_WEIGHTS_ARE_CONNECTED', 'warning', (graph) => {
  const outside = { sources: new Set(graph.inputNodes), sinks: new Set(graph.outputNodes) };
  const loose = (nodes: readonly number[], side: 'sources' | 'sinks'): number[] =>
    [...nodes.keys()].filter((i) => {
      const node = nodes[i] as number;
      return graph.nodes[node]?.[side].length === 0 && !outside[side].has(node);
    });
  return graph.modules.filter(isWeights).flatMap((module) =>
    (
      [
        ['rows', 'come from', loose(module.inputs, 'sources')],
        ['columns', 'lead to', loose(module.outputs, 'sinks')],
      ] as const
    )
      .filter(([, , found]) => found.length > 0)
      .map(([what, verb, found]) => ({
        module,
        measured: found.length,
        limit: 0,
        message: `${what} ${firstFew(found)} of ${labelOf(module)} ${verb} nothing and are left out`,
        hint: 'connect them, or leave them out of the network',
      })),
  );
});
