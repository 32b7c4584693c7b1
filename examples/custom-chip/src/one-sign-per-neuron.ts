import type { LinearWeightsRecord, ModuleRecord, NetworkGraph } from '@xylopipe/core';
import { type DesignRule, defineRule } from '@xylopipe/xylo-common';

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
export function recurrentWeights({ nodes, modules, outputNodes }: NetworkGraph): readonly LinearWeightsRecord[] {
  const drivers = (list: readonly number[]) => list.flatMap((node) => nodes[node].sources.map((id) => modules[id]));
  const readers = (list: readonly number[]) => list.flatMap((node) => nodes[node].sinks.map((id) => modules[id]));
  const outputNeurons = drivers(outputNodes);
  const isHidden = (module: ModuleRecord) => isNeurons(module) && !outputNeurons.includes(module);
  return modules.filter(
    (module): module is LinearWeightsRecord =>
      module.type === 'LinearWeights' &&
      drivers(module.inputs).some(isHidden) &&
      readers(module.outputs).some(isHidden),
  );
}

const isNeurons = ({ type }: ModuleRecord): boolean => type === 'LifNeurons' || type === 'GenericNeurons';

/** The row of the weights that a node feeds; none if it feeds others. */
function weightsFrom(node: number, { inputs, outputs, weights }: LinearWeightsRecord): readonly number[] {
  const row = inputs.indexOf(node);
  return row < 0 ? [] : [...weights.data.subarray(row * outputs.length, (row + 1) * outputs.length)];
}
