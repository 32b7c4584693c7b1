import type { Issue, Tensor } from '@xylopipe/core';
import { asGraphHolder, type GraphHolder, LifNeurons, LinearWeights } from '@xylopipe/graph';
import { join } from './graph-name.js';
import type { LifParameters } from './lif-parameters.js';
import { checkValues, type ValueRule } from './value-rule.js';

/** Neurons, and if they are recurrent weights from their output nodes back to their input nodes. */
export function lifGraph(parameters: LifParameters, name: string): GraphHolder {
  const { n, s, weightsRec, dt } = parameters;
  const { tauMem, tauSyn } = timeConstants(parameters);
  // Copies: whoever changes the arrays of a graph does not change the network.
  const threshold = parameters.threshold.slice();
  const bias = parameters.bias.slice();
  const neurons = LifNeurons.withOwnNodes(n * s, n, { name, tauMem, tauSyn, threshold, bias, dt });
  if (weightsRec !== undefined) {
    const weights = { shape: weightsRec.shape, data: weightsRec.data.slice() };
    new LinearWeights(neurons.outputNodes, neurons.inputNodes, { name: join(name, 'rec'), weights });
  }
  return asGraphHolder(neurons);
}

/** A decay factor of 1, and a dash too large for float64, have no time constant. */
export function checkTimeConstants(parameters: LifParameters): readonly Issue[] {
  const { tauMem, tauSyn } = timeConstants(parameters);
  return [...checkValues(['tauMem'], tauMem, LEAKS), ...checkValues(['tauSyn'], tauSyn.data, LEAKS)];
}

const LEAKS: ValueRule = {
  what: 'the time constant',
  holds: () => true,
  limit: 'finite',
  hint: 'let the state leak: a decay factor below 1',
};

function timeConstants(parameters: LifParameters): { readonly tauMem: Float64Array; readonly tauSyn: Tensor } {
  const { n, s, leak, leakMem, leakSyn, dt = Number.NaN } = parameters;
  return {
    tauMem: leakMem.map((x) => leak.tau(x, dt)),
    tauSyn: { shape: [n, s], data: leakSyn.map((x) => leak.tau(x, dt)) },
  };
}
