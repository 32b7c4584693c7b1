import type { Issue, LifNeuronsRecord, Tensor } from '@xylopipe/core';
import { checkNotNegative, checkTensor, checkVector } from './check-parameters.js';
import { GenericNeurons } from './generic-neurons.js';
import type { ModuleOptions } from './graph-module.js';
import type { GraphNode } from './graph-node.js';

/** Parameters of `LifNeurons`, `N` neurons with `S` synapses; arrays are kept, not copied. */
export interface LifNeuronsParameters extends ModuleOptions {
  /** Seconds, `(N)`. */
  readonly tauMem: Float64Array;
  /** Seconds, `(N, S)`. */
  readonly tauSyn: Tensor;
  /** `(N)`. */
  readonly threshold: Float64Array;
  /** Added to the membrane at every timestep, `(N)`. */
  readonly bias: Float64Array;
  /** Timestep in seconds; absent if the network does not say. */
  readonly dt?: number | undefined;
}

/** Leaky integrate-and-fire neurons with real parameters. */
export class LifNeurons extends GenericNeurons {
  override readonly type: string = 'LifNeurons';
  /** Seconds, `(N)`. */
  readonly tauMem: Float64Array;
  /** Seconds, `(N, S)`. */
  readonly tauSyn: Tensor;
  /** `(N)`. */
  readonly threshold: Float64Array;
  /** Added to the membrane at every timestep, `(N)`. */
  readonly bias: Float64Array;
  /** Timestep in seconds; `undefined` if the network does not say. */
  readonly dt: number | undefined;

  /** Throws `MODULE_INVALID` unless the shapes fit the nodes, all values are finite, taus not negative and `dt` positive. */
  constructor(inputNodes: readonly GraphNode[], outputNodes: readonly GraphNode[], parameters: LifNeuronsParameters) {
    super(inputNodes, outputNodes, parameters, checkLifNeurons(parameters, inputNodes.length, outputNodes.length));
    this.tauMem = parameters.tauMem;
    this.tauSyn = parameters.tauSyn;
    this.threshold = parameters.threshold;
    this.bias = parameters.bias;
    this.dt = parameters.dt;
  }

  override toRecord(inputs: readonly number[], outputs: readonly number[]): LifNeuronsRecord {
    const { tauMem, tauSyn, threshold, bias, dt } = this;
    return { type: 'LifNeurons', name: this.name || undefined, inputs, outputs, tauMem, tauSyn, threshold, bias, dt };
  }
}

/** What is wrong with parameters of neurons between `nin` and `nout` nodes, but for the ratio of the two. */
export function checkLifNeurons(
  { tauMem, tauSyn, threshold, bias, dt }: LifNeuronsParameters,
  nin: number,
  nout: number,
): readonly Issue[] {
  const synapses = nout > 0 && nin % nout === 0 ? nin / nout : undefined;
  return [
    ...checkVector(['tauMem'], tauMem, nout),
    ...checkNotNegative(['tauMem'], tauMem),
    ...checkTensor(['tauSyn'], tauSyn, [nout, synapses]),
    ...checkNotNegative(['tauSyn'], tauSyn.data),
    ...checkVector(['threshold'], threshold, nout),
    ...checkVector(['bias'], bias, nout),
    ...checkDt(dt),
  ];
}

function checkDt(dt: number | undefined): readonly Issue[] {
  if (dt === undefined || (Number.isFinite(dt) && dt > 0)) return [];
  return [
    {
      code: 'WRONG_DT',
      severity: 'error',
      at: ['dt'],
      measured: String(dt),
      message: 'the timestep must be a positive number of seconds',
      hint: 'leave dt out if the network has none',
    },
  ];
}
