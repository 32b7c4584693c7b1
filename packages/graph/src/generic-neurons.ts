import type { GenericNeuronsRecord, Issue, LifNeuronsRecord } from '@xylopipe/core';
import { GraphModule, type ModuleOptions } from './graph-module.js';
import type { GraphNode } from './graph-node.js';

/** Neurons of which only their number is known; input node `c` is synapse `c mod S` of neuron `floor(c / S)`. */
export class GenericNeurons extends GraphModule {
  readonly type: string = 'GenericNeurons';

  /** Throws `MODULE_INVALID` unless every neuron has the same number of synapses, and what a subclass finds in `issues`. */
  constructor(
    inputNodes: readonly GraphNode[],
    outputNodes: readonly GraphNode[],
    options: ModuleOptions = {},
    issues: readonly Issue[] = [],
  ) {
    super(inputNodes, outputNodes, options, [...checkSynapses(inputNodes.length, outputNodes.length), ...issues]);
  }

  /** Number of synapses per neuron, `S`. */
  get synapses(): number {
    return this.inputNodes.length / this.outputNodes.length;
  }

  override toRecord(inputs: readonly number[], outputs: readonly number[]): GenericNeuronsRecord | LifNeuronsRecord {
    return { type: 'GenericNeurons', name: this.name || undefined, inputs, outputs };
  }
}

/** Neurons have one output each and the same number of inputs, at least one. */
export function checkSynapses(nin: number, nout: number): readonly Issue[] {
  if (nin === 0 || nout === 0 || nin % nout === 0) return [];
  return [
    {
      code: 'WRONG_SYNAPSES',
      severity: 'error',
      at: ['inputs'],
      measured: nin,
      limit: `a multiple of ${nout}`,
      message: `${nin} inputs cannot be shared out evenly to ${nout} neurons`,
      hint: 'give every neuron the same number of synapses: as many inputs as neurons, or twice as many',
    },
  ];
}
