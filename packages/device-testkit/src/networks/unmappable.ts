import { type NetworkGraph, tensor } from '@xylopipe/core';
import {
  connectModules,
  GenericNeurons,
  type Graph,
  LifNeurons,
  LinearWeights,
  makeNodes,
  toNetworkGraph,
} from '@xylopipe/graph';

const DT = 0.001;

const weights = (): LinearWeights =>
  LinearWeights.withOwnNodes(2, 2, { weights: tensor([2, 2], new Float64Array(4).fill(2)) });

const neurons = (dt: number | undefined = DT): LifNeurons =>
  LifNeurons.withOwnNodes(2, 2, {
    tauMem: new Float64Array(2).fill(8 * DT),
    tauSyn: tensor([2, 1], new Float64Array(2).fill(4 * DT)),
    threshold: new Float64Array(2).fill(4),
    bias: new Float64Array(2),
    dt,
  });

const chain = (...modules: readonly Graph[]): NetworkGraph =>
  toNetworkGraph(modules.reduce((before, module) => connectModules(before, module)));

/** Recurrent neurons. */
function recurrent(): LifNeurons {
  const layer = neurons();
  new LinearWeights(layer.outputNodes, layer.inputNodes, { weights: weights().weights });
  return layer;
}

/** Networks that no Xylo can be, whatever its size: what they are, and how they are made. */
export const UNMAPPABLE: readonly (readonly [what: string, make: () => NetworkGraph])[] = [
  ['has no hidden neurons', () => chain(weights(), neurons())],
  ['has no weights from its input', () => chain(neurons(), weights(), neurons())],
  ['ends with weights', () => chain(weights(), neurons(), weights())],
  ['has weights behind weights', () => chain(weights(), weights(), neurons(), weights(), neurons())],
  ['has recurrent output neurons', () => chain(weights(), neurons(), weights(), recurrent())],
  ['has two timesteps', () => chain(weights(), neurons(), weights(), neurons(2 * DT))],
  [
    'has neurons of which nothing is known',
    () => chain(weights(), new GenericNeurons(makeNodes(2), makeNodes(2)), weights(), neurons()),
  ],
];
