import { isXylopipeError, tensor, type XylopipeError, zeros } from '@xylopipe/core';
import { connectModules } from '../src/connect-modules.js';
import { asGraphHolder, type Graph, type GraphHolder } from '../src/graph-holder.js';
import { LifNeurons, type LifNeuronsParameters } from '../src/lif-neurons.js';
import { LinearWeights } from '../src/linear-weights.js';

/** Weights that count up from 1, row by row. */
export const countingWeights = (nin: number, nout: number) =>
  tensor(
    [nin, nout],
    Float64Array.from({ length: nin * nout }, (_, i) => i + 1),
  );

export const weights = (nin: number, nout: number, name = ''): LinearWeights =>
  LinearWeights.withOwnNodes(nin, nout, { name, weights: countingWeights(nin, nout) });

export const lifParameters = (n: number, synapses = 1): LifNeuronsParameters => ({
  tauMem: new Float64Array(n).fill(0.02),
  tauSyn: { ...zeros([n, synapses]), data: new Float64Array(n * synapses).fill(0.01) },
  threshold: new Float64Array(n).fill(1),
  bias: new Float64Array(n),
  dt: 1e-3,
});

export const lif = (n: number, name = '', synapses = 1): LifNeurons =>
  LifNeurons.withOwnNodes(n * synapses, n, { ...lifParameters(n, synapses), name });

/** Neurons with weights from their output to their input. */
export function recurrentLif(n: number, name = ''): { readonly neurons: LifNeurons; readonly rec: LinearWeights } {
  const neurons = lif(n, name);
  const rec = new LinearWeights(neurons.outputNodes, neurons.inputNodes, {
    name: `${name}.rec`,
    weights: countingWeights(n, n),
  });
  return { neurons, rec };
}

/** Joins one graph after the other. */
export const chain = (first: Graph, ...rest: readonly Graph[]): GraphHolder =>
  rest.reduce<GraphHolder>((joined, next) => connectModules(joined, next), asGraphHolder(first));

/** The error that a call throws. */
export function errorOf(call: () => unknown): XylopipeError {
  try {
    call();
  } catch (error) {
    if (isXylopipeError(error)) return error;
    throw error;
  }
  throw new Error('expected the call to throw');
}

/** Codes and places of the issues of the error that a call throws. */
export const issuesOf = (call: () => unknown): readonly (readonly [code: string, at: string])[] =>
  errorOf(call).issues.map(({ code, at }) => [code, at.join('.')]);
