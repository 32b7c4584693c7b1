import type { LinearWeightsRecord, NetworkGraph } from '@xylopipe/core';
import {
  type DesignRule,
  defineRule,
  driversOf,
  isNeurons,
  isWeights,
  outputNeuronsOf,
  readersOf,
} from '@xylopipe/xylo-common';

/** Dale's principle: a hidden neuron excites other hidden neurons or inhibits them, never both. */
export const oneSignPerNeuron: DesignRule = defineRule('DRC_ONE_SIGN_PER_NEURON', 'error', (graph) => {
  const recurrent = recurrentWeights(graph);
  return graph.modules.filter(isNeurons).flatMap((module) => {
    const mixed = module.outputs.filter((node) => {
      const weights = recurrent.flatMap((record) => weightsFrom(node, record));
      return weights.some((w) => w > 0) && weights.some((w) => w < 0);
    });
    if (mixed.length === 0) return [];
    const first = module.outputs.indexOf(mixed[0]);
    return [
      {
        module,
        measured: mixed.length,
        limit: 0,
        message: `neurons ${module.name}: ${mixed.length} of ${module.outputs.length} excite some hidden neurons and inhibit others, e.g. neuron ${first}`,
        hint: 'split each into one that excites and one that inhibits, with the same input',
      },
    ];
  });
});

/** Weights from hidden to hidden neurons, in one layer or between two. */
export function recurrentWeights(graph: NetworkGraph): readonly LinearWeightsRecord[] {
  const hidden = graph.modules.filter((module) => isNeurons(module) && !outputNeuronsOf(graph).includes(module));
  return graph.modules.filter(
    (module): module is LinearWeightsRecord =>
      isWeights(module) &&
      driversOf(graph, module.inputs).some((driver) => hidden.includes(driver)) &&
      readersOf(graph, module.outputs).some((reader) => hidden.includes(reader)),
  );
}

/** The row of the weights that a node feeds; none if it feeds others. */
function weightsFrom(node: number, { inputs, outputs, weights }: LinearWeightsRecord): readonly number[] {
  const row = inputs.indexOf(node);
  return row < 0 ? [] : [...weights.data.subarray(row * outputs.length, (row + 1) * outputs.length)];
}
