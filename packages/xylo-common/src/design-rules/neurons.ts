import type { ChipLimits, LifNeuronsRecord } from '@xylopipe/core';
import { labelOf } from '../module-names.js';
import { sameTimestep } from '../same-timestep.js';
import { type DesignRule, defineRule } from './design-rule.js';
import { isNeurons, outputNeuronsOf, readersOf } from './neighbours.js';

/** One timestep for the whole chip. Layers without one are left to the conversion, unless there is none at all. */
export const allNeuronsHaveSameDt = defineRule('DRC_ALL_NEURONS_HAVE_SAME_DT', 'error', (graph) => {
  const timed = graph.modules.filter(
    (module): module is LifNeuronsRecord & { dt: number } => module.type === 'LifNeurons' && module.dt !== undefined,
  );
  const first = timed[0];
  if (first === undefined) {
    return [{ message: 'no layer of neurons says how long a timestep is', hint: 'set dt, in seconds, on every layer' }];
  }
  return timed
    .filter((module) => !sameTimestep(module.dt, first.dt))
    .map((module) => ({
      module,
      measured: module.dt,
      limit: first.dt,
      message: `${labelOf(module)} have another timestep than ${labelOf(first)}`,
      hint: 'give all layers the same dt',
    }));
});

/** Output neurons have no recurrent weights on a chip. */
export const outputNeuronsCannotBeRecurrent = defineRule('DRC_OUTPUT_NEURONS_CANNOT_BE_RECURRENT', 'error', (graph) =>
  outputNeuronsOf(graph)
    .filter((module) =>
      readersOf(graph, module.outputs).some((reader) => readersOf(graph, reader.outputs).includes(module)),
    )
    .map((module) => ({
      module,
      message: `${labelOf(module)} are output neurons and recurrent, which a chip cannot`,
      hint: 'make a hidden layer recurrent, or put weights and a layer without recurrence behind this one',
    })),
);

/** Input needs a hidden layer to get to the output neurons. */
export const atLeastTwoNeuronLayersNeeded = defineRule('DRC_AT_LEAST_TWO_NEURON_LAYERS_NEEDED', 'error', (graph) => {
  const measured = graph.modules.filter(isNeurons).length;
  if (measured >= 2) return [];
  return [
    {
      measured,
      limit: 2,
      message: 'a chip needs a hidden and an output layer of neurons',
      hint: 'add a hidden layer: Linear and Lif',
    },
  ];
});

/** For chips with one synapse per neuron. On others, the conversion looks at each layer's role. */
export const maxSynapsesPerNeuron = ({ chipId, synapsesPerHidden: limit }: ChipLimits): DesignRule =>
  defineRule('DRC_MAX_SYNAPSES_PER_NEURON', 'error', (graph) =>
    graph.modules
      .filter(isNeurons)
      .filter(({ inputs, outputs }) => inputs.length > limit * outputs.length)
      .map((module) => ({
        module,
        measured: module.inputs.length / module.outputs.length,
        limit,
        message: `${labelOf(module)} have more synapses per neuron than ${chipId}`,
        hint: 'give the layer as many inputs as neurons',
      })),
  );
