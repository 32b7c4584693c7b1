import { labelOf } from '../module-names.js';
import { defineRule } from './design-rule.js';
import { driversOf, isNeurons, isWeights, outputNeuronsOf, readersOf } from './neighbours.js';

/** What leaves the network comes from neurons: a chip sends nothing but spikes. */
export const outputNodesHaveNeuronsAsSource = defineRule(
  'DRC_OUTPUT_NODES_HAVE_NEURONS_AS_SOURCE',
  'error',
  (graph) => {
    const hint = 'end the network with weights and a layer of neurons';
    const drivers = driversOf(graph, graph.outputNodes);
    if (drivers.length === 0) return [{ message: 'nothing drives an output of the network', hint }];
    return drivers
      .filter((module) => !isNeurons(module))
      .map((module) => ({
        module,
        measured: module.type,
        message: `the network's output comes from ${labelOf(module)}, not from neurons alone`,
        hint,
      }));
  },
);

/** What enters the network meets weights first. */
export const firstModuleIsAWeight = defineRule('DRC_FIRST_MODULE_IS_A_WEIGHT', 'error', (graph) => {
  const hint = 'start the network with a Linear layer, of ones on the diagonal if need be';
  const readers = readersOf(graph, graph.inputNodes);
  if (readers.length === 0) return [{ message: 'nothing reads the input of the network', hint }];
  return readers
    .filter((module) => !isWeights(module))
    .map((module) => ({
      module,
      measured: module.type,
      message: `the network's input goes into ${labelOf(module)} without weights`,
      hint,
    }));
});

/** A chip sends spikes of output neurons outside only. Of xylopipe: the reference crashes on such a network. */
export const outputNeuronsDriveNothing = defineRule('DRC_OUTPUT_NEURONS_DRIVE_NOTHING', 'error', (graph) =>
  outputNeuronsOf(graph).flatMap((module) =>
    readersOf(graph, module.outputs)
      // Recurrence has a rule of its own.
      .filter((reader) => !readersOf(graph, reader.outputs).includes(module))
      .map((reader) => ({
        module,
        message: `${labelOf(module)} drive ${labelOf(reader)}, but are output neurons, which can drive nothing on the chip`,
        hint: 'put weights and one more layer of neurons between these and the output of the network',
      })),
  ),
);

/** What drives output neurons are hidden ones. Of xylopipe: a chip has no weights from input to output. */
export const outputNeuronsAreFedByHidden = defineRule('DRC_OUTPUT_NEURONS_ARE_FED_BY_HIDDEN', 'error', (graph) => {
  const neurons = graph.modules.filter(isNeurons);
  const outputs = outputNeuronsOf(graph);
  // With a single layer of neurons, that is what is wrong.
  if (neurons.length < 2) return [];
  const hint = 'send the input through a hidden layer of neurons';
  const readers = readersOf(graph, graph.inputNodes);
  const findings = outputs.flatMap((module) =>
    driversOf(graph, module.inputs)
      .filter((driver) => isWeights(driver) && readers.includes(driver))
      .map((driver) => ({
        module,
        message: `${labelOf(module)} are output neurons and get the network's input from ${labelOf(driver)}`,
        hint,
      })),
  );
  if (findings.length > 0 || outputs.length < neurons.length) return findings;
  return [{ message: 'all neurons of the network are output neurons', hint }];
});
