import type { NetworkGraph } from '@xylopipe/core';
import { labelOf } from '../module-names.js';
import { defineRule } from './design-rule.js';
import { driversOf, isAlias, isNeurons, isWeights, outputNeuronsOf } from './neighbours.js';

/** What a residual block adds to its output are spikes, of neurons or out of another residual block. */
export const aliasInputsMustBeNeurons = defineRule('DRC_ALIAS_INPUTS_MUST_BE_NEURONS', 'error', (graph) => {
  const hint = 'put a layer of neurons before the Residual';
  // An alias of the network's input is what "first module is a weight" is about.
  const outside = new Set(graph.inputNodes);
  return graph.modules.filter(isAlias).flatMap((module) => [
    ...driversOf(graph, module.inputs)
      .filter(isWeights)
      .map((driver) => ({
        module,
        measured: driver.type,
        message: `${labelOf(module)} starts at ${labelOf(driver)}, not at neurons`,
        hint,
      })),
    ...(module.inputs.some((node) => !outside.has(node) && isSilent(graph, node))
      ? [{ module, message: `${labelOf(module)} starts where there are no neurons`, hint }]
      : []),
  ]);
});

/** A residual block ends with hidden neurons, which can then send the spikes of others as their own. */
export const aliasOutputNodesMustHaveNeuronsAsInput = defineRule(
  'DRC_ALIAS_OUTPUT_NODES_MUST_HAVE_NEURONS_AS_INPUT',
  'error',
  (graph) => {
    const hint = 'end the Residual with a layer of neurons that is not the output layer';
    // An alias to the network's output is what "output nodes have neurons as source" is about.
    const outside = new Set(graph.outputNodes);
    const outputNeurons = new Set(outputNeuronsOf(graph));
    return graph.modules.filter(isAlias).flatMap((module) => {
      const inside = module.outputs.filter((node) => !outside.has(node));
      return [
        ...driversOf(graph, module.outputs)
          .filter(isWeights)
          .map((driver) => ({
            module,
            measured: driver.type,
            message: `${labelOf(module)} ends at ${labelOf(driver)}, not at neurons`,
            hint,
          })),
        ...driversOf(graph, inside)
          .filter((driver) => isNeurons(driver) && outputNeurons.has(driver))
          .map((driver) => ({ module, message: `${labelOf(module)} ends at output ${labelOf(driver)}`, hint })),
        ...(inside.some((node) => isSilent(graph, node))
          ? [{ module, message: `${labelOf(module)} ends where there are no neurons`, hint }]
          : []),
      ];
    });
  },
);

/** Whether nothing but aliases drives a node. */
const isSilent = (graph: NetworkGraph, node: number): boolean => driversOf(graph, [node]).every(isAlias);
