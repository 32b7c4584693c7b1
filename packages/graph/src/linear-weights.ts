import type { Issue, LinearWeightsRecord, Tensor } from '@xylopipe/core';
import { checkTensor, checkVector } from './check-parameters.js';
import { GraphModule, type ModuleOptions } from './graph-module.js';
import type { GraphNode } from './graph-node.js';

/** Parameters of `LinearWeights`; arrays are kept, not copied. */
export interface LinearWeightsParameters extends ModuleOptions {
  /** `(Nin, Nout)`. */
  readonly weights: Tensor;
  /** `(Nout)`; absent if the layer has none. */
  readonly biases?: Float64Array | undefined;
}

/** Weights from every input node to every output node: `y = x W + b`. */
export class LinearWeights extends GraphModule {
  readonly type = 'LinearWeights';
  /** `(Nin, Nout)`. */
  readonly weights: Tensor;
  /** `(Nout)`; `undefined` if the layer has none. */
  readonly biases: Float64Array | undefined;

  /** Throws `MODULE_INVALID` unless the shapes fit the nodes and all values are finite. */
  constructor(
    inputNodes: readonly GraphNode[],
    outputNodes: readonly GraphNode[],
    parameters: LinearWeightsParameters,
  ) {
    super(inputNodes, outputNodes, parameters, checkLinearWeights(parameters, inputNodes.length, outputNodes.length));
    this.weights = parameters.weights;
    this.biases = parameters.biases;
  }

  override toRecord(inputs: readonly number[], outputs: readonly number[]): LinearWeightsRecord {
    const { type, weights, biases } = this;
    return { type, name: this.name || undefined, inputs, outputs, weights, biases };
  }
}

/** What is wrong with parameters between `nin` and `nout` nodes. */
export const checkLinearWeights = (
  { weights, biases }: LinearWeightsParameters,
  nin: number,
  nout: number,
): readonly Issue[] => [
  ...checkTensor(['weights'], weights, [nin, nout]),
  ...(biases === undefined ? [] : checkVector(['biases'], biases, nout)),
];
